import { type FormEvent, useState } from 'react';
import { type AgreementPaper, signAgreement, type Strokes } from '../../data/portal/parties';
import { TextField } from '../../ui/portal/Field';
import { Note } from '../../ui/portal/States';
import { fullDay, fullTime } from '../../domain/dates';
import { useText } from '../text';
import type { Pair } from '../tracking';
import { Signature, SignaturePad } from './SignaturePad';
import { Trouble } from './Trouble';
import { useSend } from './useSend';

interface AgreementProps {
  pair: Pair;
  paper: AgreementPaper;
  onDone: () => void;
  onStale: () => void;
}

/**
 * The text of the agreement, who has signed it, and signing: on this phone, or by hand where the law requires
 * it.
 */
export function Agreement({ pair, paper, onDone, onStale }: AgreementProps) {
  const text = useText();
  const time = (at: string) => fullTime(at, text.locale);
  return (
    <section className="result" aria-labelledby="agreement">
      <h2 id="agreement">{text('part.agreement')}</h2>
      {paper.in_force_on && (
        <Note tone="good">{text('part.in_force', { day: fullDay(paper.in_force_on, text.locale) })}</Note>
      )}
      <div className="paper">{paper.body}</div>
      <h3>{text('part.signers')}</h3>
      <ul className="plain">
        {paper.signers.map((signer) => (
          <li key={`${signer.side}/${signer.name}`}>
            {text('part.signer', { name: signer.name, side: text(`part.side.${signer.side}`) })}{' '}
            <span className="hint">
              {signer.signed_at
                ? text(`part.signed.${signer.way}`, { when: time(signer.signed_at) })
                : text('part.unsigned')}
            </span>
          </li>
        ))}
        <li>
          {text('part.mediator')}{' '}
          <span className="hint">
            {paper.mediator_signed_at
              ? text('part.signed.mediator', {
                  name: paper.mediator_name,
                  when: time(paper.mediator_signed_at),
                })
              : text('part.unsigned')}
          </span>
        </li>
        <li>
          {text('part.stamp')}{' '}
          <span className="hint">
            {paper.stamped_at
              ? text('part.stamped', { when: time(paper.stamped_at) })
              : text('part.unstamped')}
          </span>
        </li>
      </ul>
      {paper.strokes && <Signature strokes={paper.strokes} label={text('part.own_signature')} />}
      {paper.way === 'paper' && !paper.in_force_on && <ByHand paperOnly={paper.paper_only} />}
      {paper.can_sign && (
        <Sign key={paper.sha256} pair={pair} paper={paper} onDone={onDone} onStale={onStale} />
      )}
      <p className="hint digest">{text('part.digest', { sha256: paper.sha256 })}</p>
    </section>
  );
}

function ByHand({ paperOnly }: { paperOnly: boolean }) {
  const text = useText();
  return (
    <Note tone="quiet" title={text('part.by_hand')}>
      <p>{text(paperOnly ? 'part.by_law' : 'part.by_wish')}</p>
      <ol>
        <li>{text('part.on_paper.print')}</li>
        <li>{text('part.on_paper.sign')}</li>
        <li>{text('part.on_paper.give')}</li>
      </ol>
      <div className="buttons">
        <button type="button" className="button button-plain" onClick={() => window.print()}>
          {text('part.print')}
        </button>
      </div>
    </Note>
  );
}

function Sign({ pair, paper, onDone, onStale }: AgreementProps) {
  const text = useText();
  const [read, setRead] = useState(false);
  const [name, setName] = useState('');
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [lacks, setLacks] = useState<string | null>(null);
  const { send, busy, error, tries } = useSend(pair, onDone, onStale);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const lacking = !read ? 'read' : !name.trim() ? 'name' : points < 6 ? 'strokes' : null;
    setLacks(lacking);
    if (lacking) {
      document.getElementById(`sign-${lacking}`)?.focus();
      return;
    }
    const what = { paper_id: paper.id, sha256: paper.sha256, name: name.trim(), strokes };
    void send(what, (input) => signAgreement({ ...input, ...what }));
  };
  return (
    <form noValidate onSubmit={submit} className="holder" aria-labelledby="sign-title">
      <h3 id="sign-title">{text('part.sign_title')}</h3>
      <Trouble error={error} tries={tries} field="sign-name" />
      <label className="agree">
        <input
          id="sign-read"
          type="checkbox"
          checked={read}
          onChange={(event) => setRead(event.target.checked)}
        />
        <span>{text('part.sign_read')}</span>
      </label>
      {lacks === 'read' && <p className="inline-failure">{text('part.lacks.read')}</p>}
      <TextField
        id="sign-name"
        label={text('part.full_name')}
        hint={text('part.full_name_hint')}
        error={lacks === 'name' ? text('part.lacks.name') : undefined}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div id="sign-strokes" tabIndex={-1}>
        <p className="pad-title">{text('part.pad')}</p>
        {lacks === 'strokes' && <p className="inline-failure">{text('part.lacks.strokes')}</p>}
        <SignaturePad strokes={strokes} onChange={setStrokes} />
        <p className="hint">{text('part.pad_other')}</p>
      </div>
      <div className="buttons">
        <button type="submit" className="button" aria-disabled={busy}>
          {text(busy ? 'part.sending' : 'part.sign')}
        </button>
      </div>
    </form>
  );
}
