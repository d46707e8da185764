import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ProtectedRoute } from '../components/protected-route.tsx';
import { SessionProvider, type User } from '../components/session.tsx';

const replace = vi.fn();

// The app router exists only inside a running Next.js server.
vi.mock('next/navigation', () => ({ useRouter: () => ({ replace }) }));

afterEach(() => {
  cleanup();
  replace.mockClear();
});

const visit = (user?: User) =>
  render(
    <SessionProvider {...(user === undefined ? {} : { initialUser: user })}>
      <ProtectedRoute roles={['operator', 'admin']}>
        <p>secret</p>
      </ProtectedRoute>
    </SessionProvider>,
  );

test('a visitor who is not signed in sees nothing and goes to the login page', () => {
  visit();

  expect(screen.queryByText('secret')).toBeNull();
  expect(replace).toHaveBeenCalledExactlyOnceWith('/login');
});

test('a user with the right role sees the page', () => {
  visit({ name: 'Ada', role: 'operator' });

  expect(screen.getByText('secret')).toBeDefined();
  expect(replace).not.toHaveBeenCalled();
});

test('a user with another role is told that the page is not for them', () => {
  visit({ name: 'Bob', role: 'viewer' });

  expect(screen.queryByText('secret')).toBeNull();
  expect(screen.getByRole('alert').textContent).toBe('You may not see this page.');
  expect(replace).not.toHaveBeenCalled();
});
