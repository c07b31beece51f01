import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { ask, change } from '../data/core/changes';
import { ApiError, toApiError } from '../data/core/errors';
import { plainCode } from '../domain/regionCode';
import { type RegionLine, regionsWithin, type RegionVerdict } from '../data/console/regionTree';
import { IdempotencyKey } from '../data/core/idempotencyKey';
import { readSheet } from '../ui/console/sheet';
import { type ImportLine, importChunks, MOST_ROWS, previewBatches } from './importPlan';
import { type FileRow, readRegionFile, type RegionFile } from './regionFile';

/** The state of the import of a file. */
export interface Import {
  step: 'choose' | 'checking' | 'preview' | 'applying' | 'stopped' | 'done';
  fileName: string;
  /** Number of checked, then of imported lines, and the total. */
  done: number;
  total: number;
  /** Each line of the file with what it would do, after the import with what it did. */
  lines: ImportLine[];
  /** Active regions of the territory that the file does not name. */
  absent: RegionLine[];
  /** Required columns missing in the file. */
  missing: (keyof FileRow)[];
  failure: ApiError | null;
}

const START: Import = {
  step: 'choose',
  fileName: '',
  done: 0,
  total: 0,
  lines: [],
  absent: [],
  missing: [],
  failure: null,
};

/** A request for some lines; it keeps its request id when it is sent again. */
interface Chunk {
  lines: ImportLine[];
  idempotencyKey: IdempotencyKey;
}

const refusal = (code: string) =>
  new ApiError({ status: 422, code, params: { field: 'rows', max: MOST_ROWS }, field: 'rows' });

/** Asks the database what each line of a file would do. Throws ApiError. */
async function preview(
  { rows, lines: numbers }: RegionFile,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<ImportLine[]> {
  const lines: ImportLine[] = [];
  for (const batch of previewBatches(rows)) {
    const verdicts = (await ask(
      'preview_region_import',
      { rows: batch.rows as never },
      signal,
    )) as RegionVerdict[];
    for (const verdict of verdicts) {
      const own = batch.own[verdict.line - 1] ?? -1;
      const [row, line] = [rows[own], numbers[own]];
      // A line that is only context has its verdict in another batch.
      if (row !== undefined && line !== undefined) lines[own] = { ...verdict, line, row };
    }
    onProgress(Object.keys(lines).length);
  }
  return lines;
}

/** The lines after a request, with what it did. */
function withVerdicts(lines: ImportLine[], sent: ImportLine[], verdicts: RegionVerdict[]): ImportLine[] {
  const byLine = new Map(verdicts.map((verdict) => [sent[verdict.line - 1]?.line, verdict]));
  return lines.map((line) => {
    const verdict = byLine.get(line.line);
    return verdict ? { ...line, verdict: verdict.verdict, error: verdict.error } : line;
  });
}

/** One run at a time: when another begins, answers of the earlier one are ignored. */
function useTurn(setState: Dispatch<SetStateAction<Import>>) {
  const turn = useRef<AbortController | null>(null);
  useEffect(() => () => turn.current?.abort(), []);
  const begin = () => {
    turn.current?.abort();
    turn.current = new AbortController();
    const { signal } = turn.current;
    return {
      signal,
      tell: (news: Partial<Import>) => {
        if (!signal.aborted) setState((before) => ({ ...before, ...news }));
      },
    };
  };
  return { begin, end: () => turn.current?.abort() };
}

/**
 * The import of a file of regions: check, then carry out in small requests, which may be stopped and resumed.
 */
export function useImport(scope: string) {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const [state, setState] = useState(START);
  const chunks = useRef<Chunk[]>([]);
  const { begin, end } = useTurn(setState);

  const fail = async (error: unknown): Promise<ApiError> => {
    const failure = toApiError(error);
    if (failure.status === 401) await leaveIfSignedOut(failure);
    return failure;
  };

  const check = async (file: File) => {
    const { signal, tell } = begin();
    setState({ ...START, step: 'checking', fileName: file.name });
    try {
      const read = readRegionFile(await readSheet(file));
      const { rows, missing } = read;
      if (missing.length > 0) return tell({ step: 'choose', missing });
      if (rows.length === 0) throw refusal('field_required');
      if (rows.length > MOST_ROWS) throw refusal('too_many_rows');
      tell({ total: rows.length });
      const lines = await preview(read, signal, (done) => tell({ done }));
      const named = new Set(rows.map(({ code }) => plainCode(code)));
      const absent = (await regionsWithin(scope, signal)).filter(({ code }) => !named.has(code));
      chunks.current = importChunks(lines).map((some) => ({
        lines: some,
        idempotencyKey: new IdempotencyKey(),
      }));
      const total = chunks.current.reduce((sum, chunk) => sum + chunk.lines.length, 0);
      tell({ step: 'preview', lines, absent, done: 0, total });
    } catch (error) {
      if (!signal.aborted) tell({ step: 'choose', failure: await fail(error) });
    }
  };

  const apply = async () => {
    const { signal, tell } = begin();
    tell({ step: 'applying', failure: null });
    try {
      for (let chunk = chunks.current[0]; chunk; chunk = chunks.current[0]) {
        const rows = chunk.lines.map(({ row }) => row);
        const verdicts = (await change(
          'import_regions',
          { rows: rows as never },
          chunk.idempotencyKey,
        )) as RegionVerdict[];
        // A completed request counts even when its answer comes after a stop; a run resumed meanwhile sent
        // the same request.
        if (!chunks.current.includes(chunk)) {
          if (signal.aborted) return;
          continue;
        }
        chunks.current = chunks.current.filter((one) => one !== chunk);
        setState((before) => ({
          ...before,
          done: before.done + chunk.lines.length,
          lines: withVerdicts(before.lines, chunk.lines, verdicts),
        }));
        if (signal.aborted) return;
      }
      tell({ step: 'done' });
    } catch (error) {
      tell({ step: 'stopped', failure: await fail(error) });
    }
  };

  const stop = () => {
    end();
    setState((before) => ({ ...before, step: 'stopped' }));
  };

  const restart = () => {
    end();
    chunks.current = [];
    setState(START);
  };

  return { state, check, apply, stop, restart };
}
