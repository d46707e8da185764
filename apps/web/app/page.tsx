import Link from 'next/link';

export default function HomePage() {
  return (
    <main>
      <h1>Switchyard demo</h1>
      <Link href="/dashboard">Dashboard</Link>
    </main>
  );
}
