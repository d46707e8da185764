import { expect, test } from 'vitest';
import { explainPaths } from '../../../tools/route/explain-paths.ts';
import { route } from '../../../tools/route/route.ts';
import { paths, servicesOf } from './services.ts';

test('each path is explained: its patterns, no task of its service, or no service', async () => {
  const services = servicesOf({ web: { '*.js': 'x', 'src/*': 'y', '*.css': 'z' } });
  const asked = paths('top.js', 'web/src/a.js', 'web/b.md', 'web/c.css');
  const [service] = services;
  const [js, src, css] = service?.patterns ?? [];
  expect(explainPaths(await route(services, asked), asked)).toEqual([
    { path: 'top.js', kind: 'unowned' },
    { path: 'web/src/a.js', kind: 'matched', service, patterns: [js, src] },
    { path: 'web/b.md', kind: 'unmatched', service },
    { path: 'web/c.css', kind: 'matched', service, patterns: [css] },
  ]);
});
