import type { ReactNode } from 'react';

/** Something is on its way. */
export function Loading({ text }: { text: string }) {
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>{text}</p>
    </div>
  );
}

/** Something is missing or failed, with what to do next. */
export function Failed({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="state state-failed">
      <p role="alert">{text}</p>
      {children}
    </div>
  );
}

/** A box that stands out: red for danger, else quiet. */
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
