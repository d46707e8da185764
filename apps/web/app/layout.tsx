import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SessionProvider } from '../components/session.tsx';
import './globals.css';

export const metadata: Metadata = { title: 'Switchyard demo' };

export default function RootLayout({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <html lang="en">
      <body>
        <SessionProvider>{children}</SessionProvider>
      </body>
    </html>
  );
}
