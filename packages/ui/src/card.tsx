import type { ReactNode } from 'react';

export interface CardProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled box, announced to screen readers as a region of its own. */
export function Card({ title, children }: CardProps) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
