import type { ReactNode } from 'react';
import type { NoticeWords } from '../../data/portal/public';
import { Facts } from '../../ui/portal/Facts';
import { stepHash, type Step } from '../route';
import { useText } from '../text';
import { parseAmount, parseCount, plainPhone } from '../typed';
import type { StepProps } from './step';
import { typeName } from './typeName';

/** All answers, each with a button to change it, and the consent text. */
export function ReviewStep({ form, filing }: StepProps) {
  const text = useText();
  const { draft } = filing;
  const fact = (step: Step, term: string, value: ReactNode) => ({
    term,
    value: value || <span className="none">{text('review.none')}</span>,
    action: (
      <a href={stepHash(step, true)} aria-label={text('review.change_of', { what: term })}>
        {text('review.change')}
      </a>
    ),
  });
  const types = [draft.type, draft.detail].map((code) => typeName(form.types, code, text)).filter(Boolean);
  const regions = [draft.county, draft.town, draft.village].map((region) => region?.name).filter(Boolean);
  const where = [regions.join(' '), draft.place.trim()].filter(Boolean);
  const people = parseCount(draft.people);
  const amount = parseAmount(draft.amount);
  const other = [draft.otherName.trim(), plainPhone(draft.otherPhone)].filter(Boolean).join(' ');
  return (
    <>
      <Facts
        facts={[
          fact('type', text('review.type'), types.join(' · ')),
          fact('story', text('review.story'), <span className="quoted">{draft.summary.trim()}</span>),
          ...(filing.photos.length > 0
            ? [
                fact(
                  'story',
                  text('review.photos'),
                  text('review.photos_value', { count: filing.photos.length }),
                ),
              ]
            : []),
          fact('story', text('review.danger'), text(draft.danger === 'yes' ? 'story.yes' : 'story.no')),
          fact(
            'place',
            text('review.place'),
            <>
              {where.map((line) => (
                <span className="line" key={line}>
                  {line}
                </span>
              ))}
              {draft.pin && <span className="line">{text('review.pinned')}</span>}
            </>,
          ),
          fact('you', text('review.you'), `${draft.name.trim()} ${plainPhone(draft.phone)}`),
          ...(draft.forWhom === 'self'
            ? []
            : [fact('you', text(`you.name_${draft.forWhom}`), draft.forName.trim())]),
          fact('other', text('review.other'), draft.other === 'unknown' ? text('review.unknown') : other),
          ...(draft.others.length > 0
            ? [
                fact(
                  'other',
                  text('others.title'),
                  draft.others.map(({ name }) => name.trim()).join(text('kinds.comma')),
                ),
              ]
            : []),
          ...(people === null
            ? []
            : [fact('other', text('review.people'), text('review.people_value', { count: people }))]),
          ...(amount === null
            ? []
            : [
                fact(
                  'other',
                  text('review.amount'),
                  text('review.amount_value', { amount: amount.toLocaleString(text.locale) }),
                ),
              ]),
        ]}
      />
      <Notice notice={form.consent.texts[text.data]} />
    </>
  );
}

function Notice({ notice }: { notice: NoticeWords }) {
  return (
    <section className="notice" aria-labelledby="notice">
      <h2 id="notice">{notice.title}</h2>
      <dl>
        {notice.parts.map((part) => (
          <div key={part.title}>
            <dt>{part.title}</dt>
            <dd>{part.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
