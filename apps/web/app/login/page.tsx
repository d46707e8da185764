'use client';

import { useRouter } from 'next/navigation';
import type { SubmitEvent } from 'react';
import { useSession } from '../../components/session.tsx';

export default function LoginPage() {
  const { signIn } = useSession();
  const router = useRouter();

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name !== 'string' || name.trim() === '') return;
    signIn({ name: name.trim(), role: 'operator' });
    router.replace('/dashboard');
  };

  return (
    <main>
      <h1>Sign in</h1>
      <form onSubmit={submit}>
        <label>
          Name <input name="name" required />
        </label>
        <button type="submit">Sign in</button>
      </form>
    </main>
  );
}
