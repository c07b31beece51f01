import { useState, type FormEvent } from 'react';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { TextField } from '../../ui/portal/Field';
import { Heading } from '../../ui/portal/Heading';
import { go, trackHash } from '../route';
import { useText } from '../text';
import { findPair, normalCode, normalNumber } from '../tracking';
import { forget, remembered } from './remembered';

/** Number and code, typed or pasted; `wrong` means that the server knows no such pair. */
export function TrackForm(props: { number: string; code: string; wrong?: boolean }) {
  const text = useText();
  const [number, setNumber] = useState(props.number);
  const [code, setCode] = useState(props.code);
  const [attempt, setAttempt] = useState(0);
  const numberError = attempt > 0 && !normalNumber(number) ? text('track.check_number') : undefined;
  const codeError = attempt > 0 && !normalCode(code) ? text('track.check_code') : undefined;
  const title = text('track.title');

  // A whole receipt or link pasted into either input fills both.
  const typed = (value: string, set: (value: string) => void) => {
    const pair = findPair(value);
    if (!pair) return set(value);
    setNumber(pair.number);
    setCode(pair.code);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pair = { number: normalNumber(number), code: normalCode(code) };
    if (pair.number && pair.code) go(trackHash(pair.number, pair.code));
    else setAttempt(attempt + 1);
  };
  const items = [
    ...(numberError ? [{ id: 'number', text: numberError }] : []),
    ...(codeError ? [{ id: 'tracking_code', text: codeError }] : []),
  ];
  return (
    <>
      <form noValidate onSubmit={submit}>
        <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
        {props.wrong && attempt === 0 && (
          <ErrorSummary
            title={text('track.wrong_title')}
            token="wrong"
            items={[{ text: text('track.wrong') }]}
          />
        )}
        {items.length > 0 && (
          <ErrorSummary title={text('track.summary_title')} token={attempt} items={items} />
        )}
        <p className="lead">{text('track.lead')}</p>
        <TextField
          id="number"
          label={text('track.number')}
          hint={text('track.number_hint')}
          error={numberError}
          autoComplete="off"
          className="short"
          value={number}
          onChange={(event) => typed(event.target.value, setNumber)}
        />
        <TextField
          id="tracking_code"
          label={text('track.code')}
          hint={text('track.code_hint')}
          error={codeError}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="short code"
          value={code}
          onChange={(event) => typed(event.target.value, setCode)}
        />
        <div className="bar">
          <button type="submit" className="button">
            {text('track.submit')}
          </button>
        </div>
      </form>
      <KeptCases />
    </>
  );
}

/** The cases that this device remembers. */
function KeptCases() {
  const text = useText();
  const [kept, setKept] = useState(remembered);
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="kept">
      <h2 id="kept">{text('track.kept_title')}</h2>
      <ul className="kept">
        {kept.map(({ number, code }) => (
          <li key={number}>
            <a href={trackHash(number, code)} aria-label={text('track.kept_open', { number })}>
              {number}
            </a>
            <button
              type="button"
              className="link"
              aria-label={text('track.forget_of', { number })}
              onClick={() => {
                forget(number);
                setKept(remembered());
              }}
            >
              {text('track.forget')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
