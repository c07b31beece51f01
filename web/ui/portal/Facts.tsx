import type { ReactNode } from 'react';

/** A term with its value, and optionally a button to change it. */
export interface Fact {
  term: string;
  value: ReactNode;
  action?: ReactNode;
}

/** Terms and values, stacked on the phone. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, value, action }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action && <dd className="facts-action">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
