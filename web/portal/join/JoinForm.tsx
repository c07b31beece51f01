import { type FormEvent, useRef, useState } from 'react';
import { toApiError, type ApiError } from '../../data/core/errors';
import { type JoinInput, joinMediation, type PartyLink } from '../../data/portal/parties';
import { Choices } from '../../ui/portal/Choices';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { TextArea } from '../../ui/portal/Field';
import { useText } from '../text';
import { lengthOf } from '../typed';
import type { Own } from './Joined';
import { joiningOf } from './joining';

const MAX_LENGTH = 2000;

interface JoinFormProps {
  token: string;
  /** Null when the link was used by a decision from this browser tab whose answer was lost. */
  link: PartyLink | null;
  onDone: (own: Own) => void;
}

/** The decision of a party. The input stays in this browser tab until it has arrived. */
function useDecision({ token, link, onDone }: JoinFormProps) {
  const text = useText();
  const joining = useRef(joiningOf(token)).current;
  const [state, setState] = useState(() => joining.read());
  const [lacks, setLacks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const sending = useRef(false);
  const keep = (change: Partial<typeof state>) => {
    joining.write(change);
    setState((before) => ({ ...before, ...change }));
  };
  const post = async (input: JoinInput) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setError(null);
    setTries((before) => before + 1);
    keep({ sent: input });
    try {
      const own = await joinMediation(input);
      onDone({ number: own.number, code: own.tracking_code, decision: input.decision });
    } catch (failure) {
      setError(toApiError(failure));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!link && state.sent) return void post(state.sent);
    const missing = state.decision !== 'agree' && state.decision !== 'decline';
    setLacks(missing);
    if (missing || !link) {
      document.getElementById('decision')?.focus();
      return;
    }
    const { decision, message, messages } = state;
    void post(
      joining.request({
        token,
        decision: decision as JoinInput['decision'],
        consent_version: link.consent_version,
        message: message.trim() || null,
        messages: messages && decision === 'agree',
        language: text.data,
      }),
    );
  };
  return { state, keep, lacks, busy, error, tries, submit };
}

/** Agree or decline, with an optional text. */
export function JoinForm(props: JoinFormProps) {
  const text = useText();
  const form = useDecision(props);
  const { error, tries, busy, submit } = form;
  const failed =
    error &&
    text(
      `error.${error.code}`,
      { ...error.params, field: error.field ? text(`field.${error.field}`) : '' },
      text('error.unknown'),
    );
  return (
    <form noValidate onSubmit={submit} className="holder">
      {failed && <ErrorSummary title={text('form.server_title')} token={tries} items={[{ text: failed }]} />}
      {props.link ? <Fields form={form} link={props.link} /> : <p>{text('join.again')}</p>}
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={busy}>
          {text(busy ? 'join.sending' : 'join.send')}
        </button>
      </div>
    </form>
  );
}

function Fields({ form, link }: { form: ReturnType<typeof useDecision>; link: PartyLink }) {
  const text = useText();
  const { state, keep, lacks } = form;
  return (
    <>
      <Choices
        id="decision"
        legend={text('join.decide')}
        error={lacks ? text('join.decide_missing') : undefined}
        choices={['agree', 'decline'].map((value) => ({
          value,
          label: text(`join.decision.${value}`),
          hint: text(`join.decision_hint.${value}`),
        }))}
        value={state.decision}
        onChange={(decision) => keep({ decision })}
      />
      <TextArea
        id="join-words"
        label={text('join.message')}
        optional={text('join.optional')}
        hint={text('join.message_hint')}
        rows={5}
        maxLength={MAX_LENGTH}
        value={state.message}
        onChange={(event) => keep({ message: event.target.value })}
        count={text('join.count', { count: lengthOf(state.message), max: MAX_LENGTH })}
      />
      {link.has_phone && state.decision === 'agree' && (
        <label className="agree">
          <input
            type="checkbox"
            checked={state.messages}
            onChange={(event) => keep({ messages: event.target.checked })}
          />
          <span>{text('join.messages')}</span>
        </label>
      )}
      <p className="hint">
        {link.consent_words[text.data].agree} {text('join.version', { version: link.consent_version })}
      </p>
    </>
  );
}
