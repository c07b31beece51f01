import type { FigureRow } from '../../data/portal/help';
import { useText } from '../text';

const BAR = { width: 120, height: 14 };

/**
 * Statistics by type or by county: a table whose counts are also drawn as bars; suppressed numbers are
 * marked.
 */
export function FigureTable(props: {
  title: string;
  first: string;
  rows: readonly (FigureRow & { code: string; label: string })[];
}) {
  const { title, first, rows } = props;
  const text = useText();
  const most = Math.max(1, ...rows.map(({ filed }) => filed ?? 0));
  const shown = rows.filter(({ filed }) => filed !== 0);
  const hidden = (
    <span className="none" title={text('figures.hidden_value')}>
      {text('figures.hidden_short')}
    </span>
  );
  return (
    <section>
      <h2 id={`by-${first}`}>{title}</h2>
      {/* With large text it may be wider than the phone: then the table scrolls, not the page; by keyboard, too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls what has the focus */}
      <div className="table-frame" role="region" aria-labelledby={`by-${first}`} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              <th scope="col">{text('figures.filed')}</th>
              <th scope="col">{text('figures.settled_rate')}</th>
              <th scope="col">{text('figures.days')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.code}>
                <th scope="row">{row.label}</th>
                <td>
                  {row.filed ?? hidden}
                  {row.filed !== null && (
                    <svg
                      className="bar-drawn"
                      viewBox={`0 0 ${BAR.width} ${BAR.height}`}
                      preserveAspectRatio="none"
                      aria-hidden="true"
                    >
                      <rect width={Math.max(1, (row.filed / most) * BAR.width)} height={BAR.height} rx="2" />
                    </svg>
                  )}
                </td>
                <td>{row.settled_rate === null ? hidden : `${row.settled_rate}%`}</td>
                <td>{row.days ?? hidden}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && <p className="hint">{text('figures.without')}</p>}
    </section>
  );
}
