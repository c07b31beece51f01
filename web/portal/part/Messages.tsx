import { type FormEvent, useState } from 'react';
import { type PartyView, writeMessage } from '../../data/portal/parties';
import { fullTime } from '../../domain/dates';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { HolderFields } from '../track/HolderFields';
import { useHolderForm } from '../track/useHolderForm';

const LIMITS = [2, 2000] as const;

type Kind = 'question' | 'statement';

/** The party's messages with the organisation: questions, answers, and a new question. */
export function Messages({ pair, view, onDone }: { pair: Pair; view: PartyView; onDone: () => void }) {
  const text = useText();
  const [writing, setWriting] = useState<Kind | null>(null);
  return (
    <section className="result" aria-labelledby="messages">
      <h2 id="messages">{text('part.messages')}</h2>
      {view.messages.length === 0 && <p className="hint">{text('part.messages_none')}</p>}
      {view.messages.length > 0 && (
        <ol className="thread">
          {view.messages.map((message) => (
            <li key={message.id}>
              <p className="hint">
                {text(`part.wrote.${message.kind}`, { when: fullTime(message.at, text.locale) })}
              </p>
              <p className="quoted">{message.message}</p>
              {message.answer && message.answered_at && (
                <div className="thread-answer">
                  <p className="hint">
                    {text('part.answered', {
                      who: message.answered_by,
                      when: fullTime(message.answered_at, text.locale),
                    })}
                  </p>
                  <p className="quoted">{message.answer}</p>
                </div>
              )}
              {message.due_at && (
                <p className="hint">
                  {text('part.answer_by', { when: fullTime(message.due_at, text.locale) })}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {writing ? (
        <Write
          key={writing}
          kind={writing}
          pair={pair}
          onCancel={() => setWriting(null)}
          onDone={() => {
            setWriting(null);
            onDone();
          }}
        />
      ) : (
        <div className="buttons">
          <button type="button" className="button button-plain" onClick={() => setWriting('question')}>
            {text('part.ask')}
          </button>
          <button type="button" className="button button-plain" onClick={() => setWriting('statement')}>
            {text('part.state')}
          </button>
        </div>
      )}
    </section>
  );
}

interface WriteProps {
  kind: Kind;
  pair: Pair;
  onCancel: () => void;
  onDone: () => void;
}

function Write({ kind, pair, onCancel, onDone }: WriteProps) {
  const text = useText();
  const form = useHolderForm({
    name: kind,
    pair,
    limits: LIMITS,
    post: (input, message) => writeMessage({ ...input, kind, message }),
    onDone,
    onStale: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.send();
  };
  return (
    <form noValidate onSubmit={submit} className="holder">
      <HolderFields form={form} name={kind} max={LIMITS[1]} rows={4} />
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={form.busy}>
          {text(form.busy ? 'part.sending' : 'part.send')}
        </button>
        <button type="button" className="button button-plain" onClick={onCancel}>
          {text('part.later')}
        </button>
      </div>
    </form>
  );
}
