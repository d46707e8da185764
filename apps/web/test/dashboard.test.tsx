import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import DashboardPage from '../app/dashboard/page.tsx';
import { SessionProvider } from '../components/session.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: vi.fn() }) }));

afterEach(cleanup);

test('an operator sees every service with its state', () => {
  render(
    <SessionProvider initialUser={{ name: 'Ada', role: 'operator' }}>
      <DashboardPage />
    </SessionProvider>,
  );

  expect(screen.getByText('Needs attention: ai-gateway.')).toBeDefined();
  expect(screen.getByRole('region', { name: 'core' }).textContent).toContain('Operational');
  expect(screen.getByRole('region', { name: 'ai-gateway' }).textContent).toContain('412 ms');
});
