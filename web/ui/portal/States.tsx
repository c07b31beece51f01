import type { ReactNode } from 'react';

/** A loading state. */
export function Loading({ text }: { text: string }) {
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{text}</p>
    </div>
  );
}

/** A failed or empty state, with what to do next. */
export function Failed({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="state state-failed">
      <p role="alert">{text}</p>
      {children}
    </div>
  );
}

/** A highlighted box: red for danger, otherwise neutral. */
export function Note({
  tone,
  title,
  children,
}: {
  tone: 'danger' | 'quiet' | 'good';
  title?: string;
  children: ReactNode;
}) {
  return (
    <div className={`note note-${tone}`}>
      {title && <p className="note-title">{title}</p>}
      {children}
    </div>
  );
}
