import { expect, test } from 'vitest';
import { summarize } from '../lib/health.ts';

test('nothing needs attention while every service is operational', () => {
  expect(summarize([{ name: 'core', status: 'ok', latency: 12 }])).toBe(
    'All services are operational.',
  );
});

test('services that are degraded or down are named', () => {
  const services = [
    { name: 'core', status: 'down', latency: 0 },
    { name: 'web', status: 'ok', latency: 9 },
    { name: 'ai-gateway', status: 'degraded', latency: 300 },
  ] as const;

  expect(summarize(services)).toBe('Needs attention: core, ai-gateway.');
});
