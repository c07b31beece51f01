import type { ReactNode } from 'react';
import { readGuide, type Guide } from '../../data/portal/help';
import { Heading } from '../../ui/portal/Heading';
import { Failed, Note } from '../../ui/portal/States';
import { Danger } from '../Danger';
import { exactDay } from '../dates';
import { Loaded } from '../Loaded';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import { lines, parts } from './lines';

/** Dispute types in which readers may be in danger. */
const DANGEROUS = new Set(['01', '09']);

/** What usually happens with disputes of a type, in plain language. */
export function GuidePage({ type }: { type: string }) {
  const text = useText();
  const { data: locale } = text;
  const guide = useLoad(`guide/${locale}/${type}`, async (signal) => ({
    row: await readGuide(type, locale, signal),
  }));
  const title = guide.data?.row?.type_name ?? text('help.title');
  return (
    <>
      <a className="link" href="#/help">
        {text('help.back')}
      </a>
      <Heading key={title} pageTitle={text('page_title', { title })}>
        {title}
      </Heading>
      <Loaded load={guide}>
        {({ row }) =>
          row ? (
            <Sections guide={row} />
          ) : (
            <Failed text={text('help.none')}>
              <a className="button" href="#/help">
                {text('help.back')}
              </a>
            </Failed>
          )
        }
      </Loaded>
    </>
  );
}

const List = ({ value }: { value: string }) => (
  <ul className="dots">
    {lines(value).map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Sections({ guide }: { guide: Guide }) {
  const text = useText();
  return (
    <div className="guide">
      <p className="lead">{guide.title}</p>
      <p>{guide.summary}</p>
      {DANGEROUS.has(guide.type_code) && <Danger title={text('danger.title')}>{text('danger.text')}</Danger>}
      <Section title={text('help.happens')}>
        <List value={guide.happens} />
      </Section>
      <Section title={text('help.duration')}>
        <List value={guide.duration} />
      </Section>
      <Chances guide={guide} />
      <Section title={text('help.prepare')}>
        <List value={guide.prepare} />
      </Section>
      <Elsewhere value={guide.elsewhere} />
      <Articles value={guide.articles} />
      <Examples value={guide.examples} />
      <Note tone="quiet" title={text('help.not_advice')}>
        <p className="hint">{text('help.source', { source: guide.source })}</p>
        <p className="hint">
          {guide.reviewed_on
            ? text('help.reviewed', { day: exactDay(guide.reviewed_on, text.locale) })
            : text('help.not_reviewed')}
        </p>
      </Note>
      <div className="buttons">
        <a className="button" href="#/file">
          {text('help.to_file')}
        </a>
        <a className="button button-plain" href={`#/places?type=${guide.type_code}`}>
          {text('help.to_places')}
        </a>
        <a className="button button-plain" href="#/aid">
          {text('help.to_aid')}
        </a>
      </div>
    </div>
  );
}

/** Who else can decide such disputes, and until when one may go there. */
function Elsewhere({ value }: { value: string }) {
  const text = useText();
  return (
    <Section title={text('help.elsewhere')}>
      <p className="hint">{text('help.elsewhere_hint')}</p>
      <ul className="ways">
        {lines(value).map((line) => {
          const [where, limit, basis] = parts(line);
          return (
            <li key={line}>
              <strong>{where}</strong>
              <span>{text('help.limit', { limit })}</span>
              {basis && <span className="hint">{basis}</span>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** What the law says, article by article. */
function Articles({ value }: { value: string }) {
  const text = useText();
  return (
    <Section title={text('help.articles')}>
      <dl className="laws">
        {lines(value).map((line) => {
          const [article, says] = parts(line);
          return (
            <div key={line}>
              <dt>{article}</dt>
              <dd>{says}</dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}

/** How disputes of this type went, as examples. */
function Examples({ value }: { value: string }) {
  const text = useText();
  return (
    <Section title={text('help.examples')}>
      {lines(value).map((line) => {
        const [about, what, end] = parts(line);
        return (
          <article key={line} className="note example">
            <h3>
              <span className="stamp">{text('help.example')}</span> {about}
            </h3>
            <p>{what}</p>
            <p>
              <strong>{text('help.ended')}</strong> {end}
            </p>
          </article>
        );
      })}
    </Section>
  );
}

/** The outcomes of such disputes, by the latest published statistics. */
function Chances({ guide: { chances } }: { guide: Guide }) {
  const text = useText();
  const { locale } = text;
  return (
    <Section title={text('help.chances')}>
      {chances && chances.settled_rate !== null ? (
        <>
          <p>{text('help.chances_rate', { rate: chances.settled_rate, count: chances.concluded })}</p>
          {chances.days !== null && <p>{text('help.chances_days', { days: chances.days })}</p>}
          <p className="hint">
            {text('help.chances_period', {
              from: exactDay(chances.from_on, locale),
              to: exactDay(chances.to_on, locale),
            })}{' '}
            <a href="#/figures">{text('help.to_figures')}</a>
          </p>
        </>
      ) : (
        <p>{text(chances ? 'help.chances_few' : 'help.chances_none')}</p>
      )}
    </Section>
  );
}
