import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

/** Label, hint and error of every input of the portal. */
interface FieldFrame {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Text after the label of an optional input. */
  optional?: string;
}

function Frame({ id, label, hint, error, optional, children }: FieldFrame & { children: ReactNode }) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional">{optional}</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {error && <Wrong id={id} text={error} />}
      {children}
    </div>
  );
}

/** The error message between label and input. */
export function Wrong({ id, text }: { id: string; text: string }) {
  return (
    <p id={`${id}-error`} className="wrong">
      <svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20">
        <circle cx="10" cy="10" r="9" fill="currentColor" />
        <path d="M10 5v6M10 14v1" stroke="var(--paper)" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      {text}
    </p>
  );
}

/** The aria attributes that connect an input with its hint and error. */
export function described(id: string, hint: unknown, error: string | undefined) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { id, 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined };
}

/** A line of text; `unit` is shown after it. */
export function TextField(
  props: FieldFrame & { unit?: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>,
) {
  const { id, label, hint, error, optional, unit, ...rest } = props;
  const input = <input type="text" {...rest} {...described(id, hint, error)} />;
  return (
    <Frame {...{ id, label, hint, error }} {...(optional !== undefined && { optional })}>
      {unit ? (
        <div className="with-unit">
          {input}
          <span>{unit}</span>
        </div>
      ) : (
        input
      )}
    </Frame>
  );
}

/** Several lines of text; `count` is shown below. */
export function TextArea(
  props: FieldFrame & { count: string } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>,
) {
  const { id, label, hint, error, optional, count, ...rest } = props;
  return (
    <Frame {...{ id, label, hint, error }} {...(optional !== undefined && { optional })}>
      <textarea {...rest} {...described(id, hint, error)} />
      <p className="count">{count}</p>
    </Frame>
  );
}

/** A drop-down list; a native one, because phones show it large. */
export function SelectField(
  props: FieldFrame & { children: ReactNode } & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id'>,
) {
  const { id, label, hint, error, optional, children, ...rest } = props;
  return (
    <Frame {...{ id, label, hint, error }} {...(optional !== undefined && { optional })}>
      <select {...rest} {...described(id, hint, error)}>
        {children}
      </select>
    </Frame>
  );
}
