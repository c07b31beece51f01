import { createPortal } from 'react-dom';
import { GlobalStyles } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { PosterSource } from '../data/console/sources';
import type { Locale } from '../text/languages';
import { POSTER } from './posterStyle';
import { posterWords, type PosterWords } from './posterWords';
import { qrPath } from '../domain/qr';

/** Printable formats: a poster, a larger one, table cards. */
export const PAPERS = ['a4', 'a3', 'cards'] as const;

/** A printable format. */
export type Paper = (typeof PAPERS)[number];

/** Number of cards per sheet. */
const CARDS_ON_SHEET = 8;

interface PosterProps {
  source: PosterSource;
  paper: Paper;
  /** Languages of the poster, one below the other. */
  locales: readonly Locale[];
}

/** The URL in the QR code: it presets the region and counts where filings come from. */
const linkOf = ({ code }: PosterSource) => `${window.location.origin}/#/file?s=${code}`;

/** A poster or a sheet of cards, the same on the screen and in print, where it is alone on its page. */
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

function Sheet({ source, paper, locales }: PosterProps) {
  const languages = locales.map(posterWords);
  if (paper !== 'cards') {
    return (
      <div className={`poster poster-${paper}`}>
        <Poster source={source} languages={languages} />
      </div>
    );
  }
  return (
    <div className="poster poster-cards">
      {Array.from({ length: CARDS_ON_SHEET }, (_, at) => (
        <TableCard key={at} source={source} languages={languages} />
      ))}
    </div>
  );
}

function Code({ source }: { source: PosterSource }) {
  const { size, path } = qrPath(linkOf(source), 'Q');
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
      {languages.map((texts) => (
        <header key={texts.title}>
          <h2>{texts.title}</h2>
          <p>{texts.lead}</p>
        </header>
      ))}
      <div className="poster-scan">
        <Code source={source} />
        <div>
          {languages.map((texts) => (
            <p key={texts.scan}>
              <strong>{texts.scan}</strong>
            </p>
          ))}
          <p className="poster-number">{source.code}</p>
        </div>
      </div>
      {languages.map((texts) => (
        <ol key={texts.title}>
          {texts.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ))}
      <footer>
        {languages.map((texts) => (
          <p key={texts.free}>{texts.free}</p>
        ))}
        {languages.map((texts) => (
          <p key={texts.call} className="poster-call">
            {texts.call}
          </p>
        ))}
        {languages.map((texts) => (
          <p key={texts.danger}>{texts.danger}</p>
        ))}
      </footer>
    </>
  );
}

function TableCard({ source, languages }: PartProps) {
  return (
    <section className="poster-card">
      <Code source={source} />
      <div>
        {languages.map((texts) => (
          <p key={texts.title}>
            <strong>{texts.title}</strong>
            <br />
            {texts.scan}
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
