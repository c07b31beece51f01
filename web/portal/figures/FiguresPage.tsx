import { listFigures, readFigures, type PublishedFigures } from '../../data/portal/help';
import { inLanguage } from '../../text/languages';
import { Facts } from '../../ui/portal/Facts';
import { SelectField } from '../../ui/portal/Field';
import { Heading } from '../../ui/portal/Heading';
import { Failed } from '../../ui/portal/States';
import { exactDay, exactTime } from '../dates';
import { Loaded } from '../Loaded';
import { go } from '../route';
import { useText, type Text } from '../text';
import { useLoad } from '../useLoad';
import { download, sheetOf } from './sheet';
import { FigureTable } from './FigureTable';

const periodOf = (set: { from_on: string; to_on: string; edition: number }, text: Text) => {
  const period = text('figures.period', {
    from: exactDay(set.from_on, text.locale),
    to: exactDay(set.to_on, text.locale),
  });
  return set.edition > 1 ? text('figures.edition', { period, edition: set.edition }) : period;
};

/** The city's published statistics: the latest set, or an earlier one. */
export function FiguresPage({ set }: { set: string }) {
  const text = useText();
  const sets = useLoad('figure_sets', listFigures);
  const figures = useLoad(`figures/${set}`, async (signal) => ({ row: await readFigures(set, signal) }));
  const published = sets.data ?? [];
  const title = text('figures.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('figures.lead')}</p>
      {published.length > 1 && (
        <SelectField
          id="set"
          label={text('figures.choose')}
          value={set || (figures.data?.row?.id ?? '')}
          onChange={({ target }) => go(`#/figures/${target.value}`)}
        >
          {published.map((one) => (
            <option key={one.id} value={one.id}>
              {periodOf(one, text)}
            </option>
          ))}
        </SelectField>
      )}
      <Loaded load={figures}>
        {({ row }) =>
          row ? (
            <Shown published={row} />
          ) : (
            <Failed text={text('figures.none')}>
              <a className="button" href="#/">
                {text('home')}
              </a>
            </Failed>
          )
        }
      </Loaded>
    </>
  );
}

function Shown({ published }: { published: PublishedFigures }) {
  const text = useText();
  const { figures } = published;
  const { total } = figures;
  const hidden = text('figures.hidden_value');
  const types = figures.types.map((row) => ({
    ...row,
    label: inLanguage(text.locale, row.name, row.name_en),
  }));
  const counties = figures.counties.map((row) => ({ ...row, label: row.name }));
  return (
    <div className="guide">
      <p>
        <strong>{periodOf(published, text)}</strong>
        <br />
        <span className="hint">
          {text('figures.published', { time: exactTime(published.published_at, text.locale) })}
        </span>
      </p>
      <Facts
        facts={[
          { term: text('figures.filed'), value: total.filed ?? hidden },
          {
            term: text('figures.settled_rate'),
            value:
              total.settled_rate === null
                ? hidden
                : text('figures.rate_of', { rate: total.settled_rate, count: total.concluded }),
          },
          {
            term: text('figures.days'),
            value: total.days === null ? hidden : text('figures.days_value', { days: total.days }),
          },
          {
            term: text('figures.satisfaction'),
            value:
              total.satisfaction === null ? hidden : text('figures.stars', { stars: total.satisfaction }),
          },
        ]}
      />
      <FigureTable title={text('figures.by_type')} first={text('figures.type')} rows={types} />
      <FigureTable title={text('figures.by_county')} first={text('figures.county')} rows={counties} />
      <section>
        <h2>{text('figures.about')}</h2>
        <ul className="dots">
          <li>{text('figures.about_filed')}</li>
          <li>{text('figures.about_rate')}</li>
          <li>{text('figures.about_days')}</li>
          <li>{text('figures.about_hidden')}</li>
        </ul>
      </section>
      <button
        type="button"
        className="button button-plain"
        onClick={() =>
          download(
            `${published.from_on}_${published.to_on}_${published.edition}.csv`,
            sheetOf(published, text),
          )
        }
      >
        {text('figures.download')}
      </button>
    </div>
  );
}
