import { useEffect, useState } from 'react';
import { copyText } from '../../ui/portal/copy';
import { Facts } from '../../ui/portal/Facts';
import { Heading } from '../../ui/portal/Heading';
import { CallLink } from '../../ui/portal/CallLink';
import { Note } from '../../ui/portal/States';
import { fullDay, fullTime } from '../../domain/dates';
import { go, trackHash } from '../route';
import { useText } from '../text';
import { ReceiptQr } from './ReceiptQr';
import type { Filing } from './useFiling';

/** The receipt for the applicant: number, code, dates, legal effect; to copy, save or print. */
export function ReceiptPage({ filing }: { filing: Filing }) {
  const text = useText();
  const [said, setSaid] = useState('');
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
  const { number, tracking_code: code } = receipt;
  const hash = trackHash(number, code);
  const link = `${window.location.origin}${window.location.pathname}${hash}`;
  const filed = fullTime(receipt.filed_at, text.locale);
  const due = receipt.due_at && fullTime(receipt.due_at, text.locale);
  const legal = text('receipt.legal', { time: filed });

  const copy = async () => {
    const done = await copyText(text('receipt.copy_text', { number, code, link }));
    setSaid(text(done ? 'receipt.copied' : 'receipt.copy_failed'));
  };
  const save = async () => {
    try {
      const { saveReceipt } = await import('./receiptPicture');
      await saveReceipt(`${number}.png`, link, {
        title: `${text('product')} ${text('receipt.document')}`,
        strong: [
          [text('receipt.number'), number],
          [text('receipt.code'), code],
        ],
        lines: [
          [text('receipt.filed'), filed],
          [text('receipt.region'), receipt.region_path],
          [text('receipt.desk'), `${receipt.desk_name} ${receipt.desk_phone ?? ''}`.trim()],
          [text('receipt.due'), due ?? text('receipt.due_none')],
        ],
        foot: legal,
      });
      setSaid(text('receipt.saved'));
    } catch {
      setSaid(text('receipt.save_failed'));
    }
  };

  return (
    <div className="receipt-page">
      {heading}
      <p className="lead">{text('receipt.lead')}</p>
      {receipt.earlier && (
        <Note tone="quiet">
          <p>{text('receipt.earlier')}</p>
        </Note>
      )}
      <article className="receipt" aria-label={text('receipt.document')}>
        <p className="receipt-head">
          {text('product')} · {text('receipt.document')}
        </p>
        <dl className="receipt-keys">
          <div>
            <dt>{text('receipt.number')}</dt>
            <dd data-testid="number">{number}</dd>
          </div>
          <div>
            <dt>{text('receipt.code')}</dt>
            <dd data-testid="tracking-code">{code}</dd>
          </div>
        </dl>
        <ReceiptQr link={link} />
        <Facts
          facts={[
            { term: text('receipt.filed'), value: <time dateTime={receipt.filed_at}>{filed}</time> },
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
                  {due ?? text('receipt.due_none')}
                  {receipt.provisional && <span className="line hint">{text('receipt.provisional')}</span>}
                </>
              ),
            },
          ]}
        />
        <p className="legal">{legal}</p>
      </article>
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
      <section aria-labelledby="next">
        <h2 id="next">{text('receipt.next_title')}</h2>
        {receipt.steps.length > 0 && (
          <>
            <p>{text('receipt.next_lead')}</p>
            <ol className="next">
              {receipt.steps
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
          </>
        )}
        {receipt.steps.some(({ provisional }) => provisional) && (
          <p className="hint">{text('receipt.provisional_steps')}</p>
        )}
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
