export type Status = 'ok' | 'degraded' | 'down';

const LABELS: Readonly<Record<Status, string>> = {
  ok: 'Operational',
  degraded: 'Degraded',
  down: 'Unavailable',
};

export interface StatusBadgeProps {
  readonly status: Status;
}

/** A service's state in words; colour alone would not reach everybody. */
export function StatusBadge({ status }: StatusBadgeProps) {
  return <span className={`badge badge-${status}`}>{LABELS[status]}</span>;
}
