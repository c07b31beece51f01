import { useEffect, useState } from 'react';
import type { ExpectedStep } from '../../data/portal/public';
import { copyText } from '../../ui/portal/copy';
import { Facts } from '../../ui/portal/Facts';
import { Heading } from '../../ui/portal/Heading';
import { CallLink } from '../../ui/portal/CallLink';
import { Note } from '../../ui/portal/States';
import { fullDay, fullTime } from '../../domain/dates';
import { go, trackHash } from '../route';
import { useText, type Text } from '../text';
import { ReceiptQr } from './ReceiptQr';
import type { PictureWords } from './receiptPicture';
import type { Filing, HeldReceipt } from './useFiling';

/** What the receipt says about the date of the first answer. */
const dueText = (receipt: HeldReceipt, text: Text) =>
  receipt.due_at ? fullTime(receipt.due_at, text.locale) : text('receipt.due_none');

/** What the receipt says about its legal effect. */
const legalText = (receipt: HeldReceipt, text: Text) =>
  text('receipt.legal', { time: fullTime(receipt.filed_at, text.locale) });

/** The texts of the receipt as a picture. */
const pictureOf = (receipt: HeldReceipt, text: Text): PictureWords => ({
  title: `${text('product')} ${text('receipt.document')}`,
  strong: [
    [text('receipt.number'), receipt.number],
    [text('receipt.code'), receipt.tracking_code],
  ],
  lines: [
    [text('receipt.filed'), fullTime(receipt.filed_at, text.locale)],
    [text('receipt.region'), receipt.region_path],
    [text('receipt.desk'), `${receipt.desk_name} ${receipt.desk_phone ?? ''}`.trim()],
    [text('receipt.due'), dueText(receipt, text)],
  ],
  foot: legalText(receipt, text),
});

/** The receipt for the applicant: number, code, dates, legal effect; to copy, save or print. */
export function ReceiptPage({ filing }: { filing: Filing }) {
  const text = useText();
  const { receipt, clear } = filing;
  useEffect(() => {
    if (receipt) clear();
  }, [receipt, clear]);
  const title = text(receipt ? 'receipt.title' : 'receipt.gone_title');
  const heading = <Heading pageTitle={text('page_title', { title })}>{title}</Heading>;
  if (!receipt) {
    return (
      <>
        {heading}
        <p>{text('receipt.gone_text')}</p>
        <a className="button" href="#/track">
          {text('receipt.track_title')}
        </a>
      </>
    );
  }
  const hash = trackHash(receipt.number, receipt.tracking_code);
  const link = `${window.location.origin}${window.location.pathname}${hash}`;
  return (
    <div className="receipt-page">
      {heading}
      <p className="lead">{text('receipt.lead')}</p>
      {receipt.earlier && (
        <Note tone="quiet">
          <p>{text('receipt.earlier')}</p>
        </Note>
      )}
      <Document receipt={receipt} link={link} />
      <Keep receipt={receipt} link={link} />
      <section aria-labelledby="next">
        <h2 id="next">{text('receipt.next_title')}</h2>
        <Steps steps={receipt.steps} />
        <p>{text('receipt.next_track')}</p>
        <div className="buttons no-print">
          <a className="button button-plain" href={hash}>
            {text('receipt.track')}
          </a>
          <button
            type="button"
            className="button button-plain"
            onClick={() => {
              filing.dropReceipt();
              go('#/', true);
            }}
          >
            {text('receipt.done')}
          </button>
        </div>
      </section>
    </div>
  );
}

interface ReceiptProps {
  receipt: HeldReceipt;
  /** The address under which the case is followed. */
  link: string;
}

/** The receipt itself, as it is printed. */
function Document({ receipt, link }: ReceiptProps) {
  const text = useText();
  return (
    <article className="receipt" aria-label={text('receipt.document')}>
      <p className="receipt-head">
        {text('product')} · {text('receipt.document')}
      </p>
      <dl className="receipt-keys">
        <div>
          <dt>{text('receipt.number')}</dt>
          <dd data-testid="number">{receipt.number}</dd>
        </div>
        <div>
          <dt>{text('receipt.code')}</dt>
          <dd data-testid="tracking-code">{receipt.tracking_code}</dd>
        </div>
      </dl>
      <ReceiptQr link={link} />
      <Facts
        facts={[
          {
            term: text('receipt.filed'),
            value: <time dateTime={receipt.filed_at}>{fullTime(receipt.filed_at, text.locale)}</time>,
          },
          { term: text('receipt.region'), value: receipt.region_path },
          { term: text('receipt.desk'), value: receipt.desk_name },
          ...(receipt.desk_phone
            ? [
                {
                  term: text('receipt.phone'),
                  value: <CallLink phone={receipt.desk_phone} text={receipt.desk_phone} />,
                },
              ]
            : []),
          {
            term: text('receipt.due'),
            value: (
              <>
                {dueText(receipt, text)}
                {receipt.provisional && <span className="line hint">{text('receipt.provisional')}</span>}
              </>
            ),
          },
        ]}
      />
      <p className="legal">{legalText(receipt, text)}</p>
    </article>
  );
}

/** The ways to keep a receipt: as text, as a picture, on paper. */
function Keep({ receipt, link }: ReceiptProps) {
  const text = useText();
  const [said, setSaid] = useState('');
  const { number, tracking_code: code } = receipt;
  const copy = async () => {
    const done = await copyText(text('receipt.copy_text', { number, code, link }));
    setSaid(text(done ? 'receipt.copied' : 'receipt.copy_failed'));
  };
  const save = async () => {
    try {
      const { saveReceipt } = await import('./receiptPicture');
      await saveReceipt(`${number}.png`, link, pictureOf(receipt, text));
      setSaid(text('receipt.saved'));
    } catch {
      setSaid(text('receipt.save_failed'));
    }
  };
  return (
    <>
      <div className="buttons no-print">
        <button type="button" className="button" onClick={() => void copy()}>
          {text('receipt.copy')}
        </button>
        <button type="button" className="button button-plain" onClick={() => void save()}>
          {text('receipt.save')}
        </button>
        <button type="button" className="button button-plain" onClick={() => window.print()}>
          {text('receipt.print')}
        </button>
      </div>
      <p role="status" className="said no-print">
        {said}
      </p>
    </>
  );
}

/** What happens next, and until when. */
function Steps({ steps }: { steps: readonly ExpectedStep[] }) {
  const text = useText();
  if (steps.length === 0) return null;
  return (
    <>
      <p>{text('receipt.next_lead')}</p>
      <ol className="next">
        {steps
          .filter(({ stage }) => stage !== 'dispatch')
          .map(({ stage, due_at: at }) => (
            <li key={stage}>
              <strong className="line">{text(`receipt.step.${stage}`)}</strong>
              <time className="line" dateTime={at}>
                {text(`receipt.by.${stage}`, { day: fullDay(at, text.locale) })}
              </time>
              <span className="line hint">{text(`receipt.step_hint.${stage}`)}</span>
            </li>
          ))}
      </ol>
      {steps.some(({ provisional }) => provisional) && (
        <p className="hint">{text('receipt.provisional_steps')}</p>
      )}
    </>
  );
}
