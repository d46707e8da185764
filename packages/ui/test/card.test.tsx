import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Card } from '../src/card.tsx';

test('a card names its region after its title', () => {
  const markup = renderToStaticMarkup(<Card title="Latency">42 ms</Card>);

  expect(markup).toBe('<section class="card" aria-label="Latency"><h2>Latency</h2>42 ms</section>');
});
