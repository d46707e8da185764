'use client';

import { createContext, use, useMemo, useState, type ReactNode } from 'react';

export type Role = 'viewer' | 'operator' | 'admin';

export interface User {
  readonly name: string;
  readonly role: Role;
}

export interface Session {
  readonly user: User | undefined;
  readonly signIn: (user: User) => void;
  readonly signOut: () => void;
}

const SessionContext = createContext<Session | undefined>(undefined);

interface SessionProviderProps {
  readonly initialUser?: User;
  readonly children: ReactNode;
}

export function SessionProvider({ initialUser, children }: SessionProviderProps) {
  const [user, setUser] = useState(initialUser);
  const session = useMemo<Session>(
    () => ({
      user,
      signIn: setUser,
      signOut: () => {
        setUser(undefined);
      },
    }),
    [user],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session around the calling component; there must be a `SessionProvider` above it. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}
