import { Card } from '@switchyard-demo/ui/card';
import { StatusBadge } from '@switchyard-demo/ui/status-badge';
import type { ServiceHealth } from '../lib/health.ts';

interface ServiceListProps {
  readonly services: readonly ServiceHealth[];
}

export function ServiceList({ services }: ServiceListProps) {
  return services.map((service) => (
    <Card key={service.name} title={service.name}>
      <StatusBadge status={service.status} /> {service.latency} ms
    </Card>
  ));
}
