import { createPortal } from 'react-dom';
import { GlobalStyles } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PosterSource } from '../data/publicity';
import { POSTER } from './posterStyle';
import { posterWords, type PosterWords } from './posterWords';
import { qrPath } from './qr';

/** Papers that can be printed: a poster, a larger one, slips for the table. */
export const PAPERS = ['a4', 'a3', 'slips'] as const;

/** One of the papers. */
export type Paper = (typeof PAPERS)[number];

/** So many slips fit on a sheet. */
const SLIPS = 8;

interface PosterProps {
  source: PosterSource;
  paper: Paper;
  /** English below Chinese. */
  both: boolean;
}

/** The address behind the code: it presets the place and counts where people come from. */
const linkOf = ({ code }: PosterSource) => `${window.location.origin}/#/file?s=${code}`;

/** A poster or a sheet of slips, as it is seen here and as it comes out of the printer, alone on its page. */
export function PosterPaper(props: PosterProps) {
  const translate = useTranslate();
  return (
    <>
      <GlobalStyles styles={POSTER[props.paper]} />
      <div role="img" aria-label={translate('console.publicity.poster.preview', { code: props.source.code })}>
        <div aria-hidden="true">
          <Sheet {...props} />
        </div>
      </div>
      {createPortal(
        <div className="poster-print" aria-hidden="true">
          <Sheet {...props} />
        </div>,
        document.body,
      )}
    </>
  );
}

function Sheet({ source, paper, both }: PosterProps) {
  const languages = both ? [posterWords.zh, posterWords.en] : [posterWords.zh];
  if (paper !== 'slips') {
    return (
      <div className={`poster poster-${paper}`}>
        <Poster source={source} languages={languages} />
      </div>
    );
  }
  return (
    <div className="poster poster-slips">
      {Array.from({ length: SLIPS }, (_, at) => (
        <Slip key={at} source={source} languages={languages} />
      ))}
    </div>
  );
}

function Code({ source }: { source: PosterSource }) {
  const { size, path } = qrPath(linkOf(source));
  return (
    <svg className="poster-code" viewBox={`-2 -2 ${size + 4} ${size + 4}`} shapeRendering="crispEdges">
      <rect x="-2" y="-2" width={size + 4} height={size + 4} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

interface PartProps {
  source: PosterSource;
  languages: readonly PosterWords[];
}

function Poster({ source, languages }: PartProps) {
  return (
    <>
      <p className="poster-where">{source.organisation_name ?? source.region_path}</p>
      {languages.map((words) => (
        <header key={words.title}>
          <h2>{words.title}</h2>
          <p>{words.lead}</p>
        </header>
      ))}
      <div className="poster-scan">
        <Code source={source} />
        <div>
          {languages.map((words) => (
            <p key={words.scan}>
              <strong>{words.scan}</strong>
            </p>
          ))}
          <p className="poster-number">{source.code}</p>
        </div>
      </div>
      {languages.map((words) => (
        <ol key={words.title}>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ))}
      <footer>
        {languages.map((words) => (
          <p key={words.free}>{words.free}</p>
        ))}
        {languages.map((words) => (
          <p key={words.call} className="poster-call">
            {words.call}
          </p>
        ))}
        {languages.map((words) => (
          <p key={words.danger}>{words.danger}</p>
        ))}
      </footer>
    </>
  );
}

function Slip({ source, languages }: PartProps) {
  return (
    <section className="poster-slip">
      <Code source={source} />
      <div>
        {languages.map((words) => (
          <p key={words.title}>
            <strong>{words.title}</strong>
            <br />
            {words.scan}
          </p>
        ))}
        <p className="poster-small">
          {source.organisation_name ?? source.region_path} · {source.code}
        </p>
        <p className="poster-small">{languages.map(({ call }) => call).join(' ')}</p>
      </div>
    </section>
  );
}
