import type { Status } from '@switchyard-demo/ui/status-badge';

export interface ServiceHealth {
  readonly name: string;
  readonly status: Status;
  /** Milliseconds of the last answer. */
  readonly latency: number;
}

/** One sentence about all services: who needs attention, or that nobody does. */
export function summarize(services: readonly ServiceHealth[]): string {
  const affected = services.filter((service) => service.status !== 'ok');
  if (affected.length === 0) return 'All services are operational.';
  return `Needs attention: ${affected.map((service) => service.name).join(', ')}.`;
}
