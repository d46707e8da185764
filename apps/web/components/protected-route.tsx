'use client';

import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { useSession, type Role } from './session.tsx';

interface ProtectedRouteProps {
  /** Who may see the children; everybody who is signed in if left out. */
  readonly roles?: readonly Role[];
  readonly children: ReactNode;
}

/** Shows its children to those who may see them, and sends everybody else to the login page. */
export function ProtectedRoute({ roles, children }: ProtectedRouteProps) {
  const { user } = useSession();
  const router = useRouter();
  const signedOut = user === undefined;

  useEffect(() => {
    if (signedOut) router.replace('/login');
  }, [signedOut, router]);

  if (signedOut) return null;
  if (roles !== undefined && !roles.includes(user.role)) {
    return <p role="alert">You may not see this page.</p>;
  }
  return children;
}
