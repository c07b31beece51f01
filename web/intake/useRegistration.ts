import { useEffect, useMemo, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import type { ChannelRecord } from '../data/console/channels';
import { change, type Row } from '../data/core/changes';
import { draftStore } from '../data/console/drafts';
import { ApiError, toApiError } from '../data/core/errors';
import { useMe } from '../data/hooks/Me';
import { levelOf } from '../domain/regionCode';
import { IdempotencyKey } from '../data/core/idempotencyKey';
import type { Values } from '../ui/console/form';
import { BLANK, type Draft, isBegun, validationErrorOf, toArgs } from './draft';

/** What the applicant receives after registration. */
export type Receipt = Row<'register_case'>;

/** A dispute that is being registered. */
export interface Registration {
  values: Values;
  set: (changes: Values) => void;
  /** Whether there is input that can be cleared. */
  begun: boolean;
  /** False when the browser refuses to store the draft. */
  kept: boolean;
  clear: () => void;
  send: () => Promise<void>;
  sending: boolean;
  failure: ApiError | null;
  /** No answer arrived, or there was no network. */
  unanswered: 'offline' | 'lost' | null;
  receipt: Receipt | null;
  /** The source had already sent this case: the receipt is the first one, and the input is kept. */
  before: boolean;
  again: () => void;
  /** Returns to the form with its input, after `before`. */
  back: () => void;
  /** The chosen channel. */
  channel: ChannelRecord | undefined;
}

/** The user's post: its region, and the channels open to its role. */
interface PostContext {
  region: string;
  channels: readonly ChannelRecord[];
}

const LOST_STATUSES = [0, 502, 503, 504];

/**
 * Stores the form on this device while it is filled in, and sends it once: a double click, a retry after a
 * lost answer and a retry after a reload are all the same request.
 */
export function useRegistration({ region, channels }: PostContext): Registration {
  const { account } = useMe();
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const drafts = useMemo(() => draftStore<Draft>('register', account), [account]);
  const receipts = useMemo(() => draftStore<Receipt>('receipt', account, 'session'), [account]);
  const [begin] = useState(() => drafts.read());
  const blank: Values = {
    ...BLANK,
    channel: channels.length === 1 ? channels[0]!.code : '',
    region_code: levelOf(region) >= 2 ? region : '',
  };
  const [values, setValues] = useState<Values>(() => {
    const before = { ...blank, ...begin?.values };
    // The draft may belong to another post.
    if (!before.region_code?.startsWith(region)) before.region_code = blank.region_code!;
    if (!channels.some(({ code }) => code === before.channel)) before.channel = blank.channel!;
    return before;
  });
  const [receipt, setReceipt] = useState(() => receipts.read());
  const [kept, setKept] = useState(true);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [unanswered, setUnanswered] = useState<Registration['unanswered']>(null);
  const idempotencyKey = useRef(new IdempotencyKey(...(begin?.sent ?? [])));
  const busy = useRef(false);
  const begun = isBegun(values);
  const channel = channels.find(({ code }) => code === values.channel);

  const keep = (next: Values) => setKept(drafts.write({ values: next, sent: idempotencyKey.current.kept }));

  useEffect(() => {
    if (unanswered !== 'offline') return;
    const back = () => setUnanswered(null);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [unanswered]);

  const reset = () => {
    drafts.clear();
    idempotencyKey.current = new IdempotencyKey();
    setValues(blank);
    setFailure(null);
    setUnanswered(null);
  };

  const set = (changes: Values) => {
    const next = { ...values, ...changes };
    setValues(next);
    if (failure?.field && failure.field in changes) setFailure(null);
    keep(next);
  };

  const send = async () => {
    if (busy.current) return;
    const validationError = validationErrorOf(values, channel);
    setUnanswered(null);
    if (validationError) {
      setFailure(new ApiError({ status: 422, ...validationError, params: { field: validationError.field } }));
      return;
    }
    if (!navigator.onLine) {
      keep(values);
      setUnanswered('offline');
      return;
    }
    busy.current = true;
    setSending(true);
    setFailure(null);
    try {
      const answer = change('register_case', toArgs(values, channel), idempotencyKey.current);
      keep(values);
      const [row] = await answer;
      if (!row) throw new ApiError({ status: 500, code: 'server' });
      receipts.write(row);
      setReceipt(row);
      // Nothing new was registered when the source had already sent the case: then the input is kept.
      if (row.tracking_code !== null) reset();
    } catch (error) {
      const problem = toApiError(error);
      if (LOST_STATUSES.includes(problem.status)) setUnanswered(navigator.onLine ? 'lost' : 'offline');
      else setFailure(problem);
      if (problem.status === 401) await leaveIfSignedOut(problem);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };

  const back = () => {
    receipts.clear();
    setReceipt(null);
  };
  const again = () => {
    reset();
    back();
    setValues({ ...blank, channel: values.channel ?? '' });
  };

  const sent = { receipt, before: receipt !== null && receipt.tracking_code === null, again, back };
  return { values, set, begun, kept, clear: reset, send, sending, failure, unanswered, channel, ...sent };
}
