import { columns, type RowOf } from '../core/columns';
import { read } from '../core/read';

/** What is read of the code of a poster or counter, with the number of filings that came through it. */
export const SOURCE = columns(
  'filing_sources',
  [
    'id',
    'code',
    'label',
    'region_code',
    'region_path',
    'made_by_name',
    'created_at',
    'active',
    'version',
    'scans',
    'filings',
  ],
  ['organisation_id', 'organisation_name', 'poster_place'],
);

/** One row of `api.filing_sources`. */
export type SourceRecord = RowOf<typeof SOURCE>;

const POSTER = columns(
  'filing_sources',
  ['id', 'code', 'label', 'region_path'],
  ['organisation_name', 'poster_place'],
);

/** A poster code with what it presets. */
export type PosterSource = RowOf<typeof POSTER>;

/** Maximum number of codes to choose from; the newest come first. */
const MOST_SOURCES = 500;

/** The codes in use that the user may see. Throws ApiError. */
export const posterSources = (signal: AbortSignal): Promise<PosterSource[]> =>
  read(
    POSTER,
    (all) => all.eq('active', true).order('created_at', { ascending: false }).limit(MOST_SOURCES),
    signal,
  );

const NAMED_REGION = columns('regions', ['code', 'name']);

/** A region with its name. */
export type NamedRegion = RowOf<typeof NAMED_REGION>;

/** A region and those directly below it. Throws ApiError. */
export const regionAndBelow = (code: string, signal: AbortSignal): Promise<NamedRegion[]> =>
  read(NAMED_REGION, (all) => all.or(`code.eq.${code},parent_code.eq.${code}`).order('code'), signal);
