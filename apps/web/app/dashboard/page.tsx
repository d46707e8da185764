import { ProtectedRoute } from '../../components/protected-route.tsx';
import { ServiceList } from '../../components/service-list.tsx';
import { summarize, type ServiceHealth } from '../../lib/health.ts';

const SERVICES: readonly ServiceHealth[] = [
  { name: 'core', status: 'ok', latency: 18 },
  { name: 'ai-gateway', status: 'degraded', latency: 412 },
];

export default function DashboardPage() {
  return (
    <ProtectedRoute roles={['operator', 'admin']}>
      <main>
        <h1>Dashboard</h1>
        <p>{summarize(SERVICES)}</p>
        <ServiceList services={SERVICES} />
      </main>
    </ProtectedRoute>
  );
}
