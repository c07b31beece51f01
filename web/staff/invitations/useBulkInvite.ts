import { useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { ask, change, type Row } from '../../data/core/changes';
import { type ApiError, toApiError } from '../../data/core/errors';
import { IdempotencyKey } from '../../data/core/idempotencyKey';
import { groups, type Line, markRepeated } from './inviteRows';
import { useInvalidateStaff } from '../staff';

const PREVIEWED_AT_ONCE = 100;
const INVITED_AT_ONCE = 50;

/** The phase of a bulk invitation. */
export type Phase = 'empty' | 'checking' | 'checked' | 'inviting' | 'done';

type Verdict = Row<'invite_many'>;

const judged = (line: Line, verdict: Verdict | undefined): Line => ({
  line: line.line,
  row: line.row,
  ...(verdict?.error && {
    error: verdict.error,
    field: verdict.field ?? 'name',
    params: (verdict.params ?? {}) as Record<string, unknown>,
  }),
  ...(verdict?.token && {
    token: verdict.token,
    organisation: verdict.organisation_name ?? line.row.organisation,
    expiresAt: verdict.expires_at ?? '',
  }),
});

const judgedAll = (group: Line[], verdicts: Verdict[]) =>
  group.map((line, index) =>
    judged(
      line,
      verdicts.find((verdict) => verdict.line === index + 1),
    ),
  );

/**
 * Checks and invites a list of people group by group; after a lost connection it continues with the group
 * that failed.
 */
export function useBulkInvite() {
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const refetch = useInvalidateStaff();
  const [phase, setPhase] = useState<Phase>('empty');
  const [lines, setLines] = useState<Line[]>([]);
  const [done, setDone] = useState(0);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const run = useRef(0);
  // The groups stay as they were first sent, so that a group sent again after a lost connection is the same
  // request.
  const waiting = useRef<{ group: Line[]; idempotencyKey: IdempotencyKey }[] | null>(null);

  const put = (changed: Line[]) => {
    const byLine = new Map(changed.map((line) => [line.line, line]));
    setLines((before) => before.map((line) => byLine.get(line.line) ?? line));
  };

  const failed = async (error: unknown) => {
    const problem = toApiError(error);
    setFailure(problem);
    if (problem.status === 401) await leaveIfSignedOut(problem);
  };

  const check = async (given: Line[]) => {
    const mine = ++run.current;
    const all = markRepeated(given);
    waiting.current = null;
    setLines(all);
    setFailure(null);
    setDone(0);
    setPhase('checking');
    try {
      for (const group of groups(
        all.filter(({ error }) => !error),
        PREVIEWED_AT_ONCE,
      )) {
        const verdicts = await ask('preview_invitations', { rows: group.map(({ row }) => row) });
        if (mine !== run.current) return;
        put(judgedAll(group, verdicts));
        setDone((before) => before + group.length);
      }
      setPhase('checked');
    } catch (error) {
      if (mine !== run.current) return;
      await failed(error);
    }
  };

  const invite = async () => {
    setFailure(null);
    if (phase !== 'inviting') setDone(0);
    setPhase('inviting');
    waiting.current ??= groups(
      lines.filter(({ error }) => !error),
      INVITED_AT_ONCE,
    ).map((group) => ({ group, idempotencyKey: new IdempotencyKey() }));
    try {
      for (let next = waiting.current[0]; next; next = waiting.current[0]) {
        const { group, idempotencyKey } = next;
        const verdicts = await change('invite_many', { rows: group.map(({ row }) => row) }, idempotencyKey);
        waiting.current.shift();
        put(judgedAll(group, verdicts));
        setDone((before) => before + group.length);
      }
      setPhase('done');
    } catch (error) {
      await failed(error);
    }
    void refetch();
  };

  const clear = () => {
    run.current += 1;
    setPhase('empty');
    setLines([]);
    setFailure(null);
  };

  return { phase, lines, done, failure, check, invite, clear };
}
