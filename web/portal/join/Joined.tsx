import { useState } from 'react';
import { Heading } from '../../ui/portal/Heading';
import { Note } from '../../ui/portal/States';
import { trackHash } from '../route';
import { useText } from '../text';
import { forget, remember } from '../track/remembered';

/** What a party receives after deciding. */
export interface Own {
  number: string;
  code: string;
  decision: 'agree' | 'decline';
}

/** The confirmed decision: the party's own number and code, and the next step. */
export function Joined({ own }: { own: Own }) {
  const text = useText();
  const [kept, setKept] = useState(false);
  const title = text(`join.done.${own.decision}`);
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p>{text(`join.next.${own.decision}`)}</p>
      <Note tone="quiet" title={text('join.own')}>
        <p>
          {text('join.number')} <span className="own-code">{own.number}</span>
        </p>
        <p>
          {text('join.code')} <span className="own-code">{own.code}</span>
        </p>
        <p className="hint">{text('join.own_hint')}</p>
      </Note>
      <label className="agree">
        <input
          type="checkbox"
          checked={kept}
          onChange={(event) => {
            if (event.target.checked) remember({ number: own.number, code: own.code });
            else forget(own.number);
            setKept(event.target.checked);
          }}
        />
        <span>{text('join.remember')}</span>
      </label>
      <div className="buttons">
        <a className="button" href={trackHash(own.number, own.code)}>
          {text('join.open')}
        </a>
      </div>
    </>
  );
}
