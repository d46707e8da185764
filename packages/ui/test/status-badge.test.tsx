import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { StatusBadge } from '../src/status-badge.tsx';

test.each([
  ['ok', 'Operational'],
  ['degraded', 'Degraded'],
  ['down', 'Unavailable'],
] as const)('the badge of a service that is %s says %s', (status, label) => {
  expect(renderToStaticMarkup(<StatusBadge status={status} />)).toBe(
    `<span class="badge badge-${status}">${label}</span>`,
  );
});
