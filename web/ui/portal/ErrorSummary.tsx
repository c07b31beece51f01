import { useEffect, useRef } from 'react';

/** One error; with the id of its input it is a link to it. */
export interface SummaryItem {
  id?: string | undefined;
  text: string;
}

/** A box with all errors that takes the focus whenever `token` changes. */
export function ErrorSummary(props: { title: string; items: readonly SummaryItem[]; token: unknown }) {
  const { title, items, token } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.focus({ preventScroll: true });
  }, [token]);
  return (
    <div ref={box} className="summary" role="alert" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{title}</h2>
      <ul>
        {items.map(({ id, text }) => (
          <li key={text}>
            {id ? (
              <button type="button" className="link" onClick={() => document.getElementById(id)?.focus()}>
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
