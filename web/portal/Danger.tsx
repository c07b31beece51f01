import { CallLink } from '../ui/portal/CallLink';
import { useText } from './text';

/** The two emergency numbers, as links. */
export function Danger({ title, children }: { title: string; children: string }) {
  const text = useText();
  return (
    <section className="note note-danger" aria-label={title}>
      <p className="note-title">{title}</p>
      <p>{children}</p>
      <p className="calls">
        <CallLink className="button button-danger" phone="110" text={text('danger.police')} />
        <CallLink className="button button-danger" phone="120" text={text('danger.ambulance')} />
      </p>
    </section>
  );
}
