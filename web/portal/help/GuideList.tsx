import { useState, type SyntheticEvent } from 'react';
import { listGuides } from '../../data/portal/help';
import { Heading } from '../../ui/portal/Heading';
import { TextField } from '../../ui/portal/Field';
import { Loaded } from '../Loaded';
import { go } from '../route';
import { useText } from '../text';
import { useLoad } from '../useLoad';

/** All guides, or those that match a query. */
export function GuideList({ query }: { query: string }) {
  const text = useText();
  const [typed, setTyped] = useState(query);
  const { data: locale } = text;
  const guides = useLoad(`guides/${locale}/${query}`, (signal) => listGuides(locale, query, signal));
  const title = text('help.title');
  const search = (event: SyntheticEvent) => {
    event.preventDefault();
    go(typed.trim() ? `#/help?query=${encodeURIComponent(typed.trim())}` : '#/help');
  };
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('help.lead')}</p>
      <form role="search" className="search" onSubmit={search}>
        <TextField
          id="words"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={100}
          label={text('help.search')}
          hint={text('help.search_hint')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button">
          {text('help.find')}
        </button>
      </form>
      <Loaded load={guides}>
        {(rows) => (
          <>
            <p role="status" className={query ? undefined : 'unseen'}>
              {rows.length
                ? text(query ? 'help.found' : 'help.all', { count: rows.length })
                : text('help.nothing', { query })}
            </p>
            {query && (
              <a className="link" href="#/help" onClick={() => setTyped('')}>
                {text('help.show_all')}
              </a>
            )}
            <ul className="guides">
              {rows.map((row) => (
                <li key={row.type_code}>
                  <a href={`#/help/${row.type_code}`}>
                    <strong>{row.type_name}</strong>
                    <span>{row.title}</span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <p className="hint">{text('help.not_advice')}</p>
      <div className="buttons">
        <a className="button button-plain" href="#/aid">
          {text('help.to_aid')}
        </a>
        <a className="button button-plain" href="#/places">
          {text('help.to_places')}
        </a>
      </div>
    </>
  );
}
