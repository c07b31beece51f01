import { useEffect, useMemo, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import type { ChannelRecord } from '../data/console/channels';
import { change, type Row } from '../data/core/changes';
import { draftStore } from '../data/console/drafts';
import { ApiError, toApiError } from '../data/core/errors';
import { useMe } from '../data/hooks/Me';
import { levelOf } from '../domain/regionCode';
import { IdempotencyKey } from '../data/core/idempotencyKey';
import { BLANK, type Draft, toArgs, validationErrorOf, type Values } from './draft';

/** What the applicant receives after registration. */
export type Receipt = Row<'register_case'>;

/** A dispute that is being registered. */
export interface Registration {
  /** What the form begins with; another `form` is a new one. */
  initial: Values;
  form: number;
  /** Stores the input on this device. */
  keep: (values: Values) => void;
  /** False when the browser refuses to store the draft. */
  kept: boolean;
  clear: () => void;
  /** Throws ApiError when the input is refused. */
  send: (values: Values) => Promise<void>;
  /** No answer arrived, or there was no network. */
  unanswered: 'offline' | 'lost' | null;
  receipt: Receipt | null;
  /** The source had already sent this case: the receipt is the first one, and the input is kept. */
  before: boolean;
  again: () => void;
  /** Returns to the form with its input, after `before`. */
  back: () => void;
}

/** The user's post: its region, and the channels open to its role. */
interface PostContext {
  region: string;
  channels: readonly ChannelRecord[];
}

const LOST_STATUSES = [0, 502, 503, 504];

/** The draft, as far as it fits the post: it may belong to another one. */
function draftFor(draft: Draft | null, blank: Values, { region, channels }: PostContext): Values {
  const values = { ...blank, ...draft?.values };
  if (!values.region_code.startsWith(region)) values.region_code = blank.region_code;
  if (!channels.some(({ code }) => code === values.channel)) values.channel = blank.channel;
  return values;
}

/**
 * Stores the form on this device while it is filled in, and sends it once: a double click, a retry after a
 * lost answer and a retry after a reload are all the same request.
 */
export function useRegistration(post: PostContext): Registration {
  const { region, channels } = post;
  const { account } = useMe();
  const leaveIfSignedOut = useLogoutIfAccessDenied();
  const drafts = useMemo(() => draftStore<Draft>('register', account), [account]);
  const receipts = useMemo(() => draftStore<Receipt>('receipt', account, 'session'), [account]);
  const blank: Values = {
    ...BLANK,
    channel: (channels.length === 1 && channels[0]?.code) || '',
    region_code: levelOf(region) >= 2 ? region : '',
  };
  const [begin] = useState(() => drafts.read());
  const [{ form, initial }, setForm] = useState({ form: 0, initial: draftFor(begin, blank, post) });
  const entered = useRef(initial);
  const [receipt, setReceipt] = useState(() => receipts.read());
  const [kept, setKept] = useState(true);
  const [unanswered, setUnanswered] = useState<Registration['unanswered']>(null);
  const idempotencyKey = useRef(new IdempotencyKey(...(begin?.sent ?? [])));

  const keep = (values: Values) => {
    entered.current = values;
    setKept(drafts.write({ values, sent: idempotencyKey.current.kept }));
  };

  useEffect(() => {
    if (unanswered !== 'offline') return;
    const back = () => setUnanswered(null);
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [unanswered]);

  const restart = (values: Values) => setForm((before) => ({ form: before.form + 1, initial: values }));

  const reset = (values = blank) => {
    drafts.clear();
    idempotencyKey.current = new IdempotencyKey();
    setUnanswered(null);
    restart(values);
  };

  const send = async (values: Values) => {
    const channel = channels.find(({ code }) => code === values.channel);
    const wrong = validationErrorOf(values, channel);
    setUnanswered(null);
    if (wrong) throw new ApiError({ status: 422, ...wrong, params: { field: wrong.field } });
    if (!navigator.onLine) {
      keep(values);
      setUnanswered('offline');
      return;
    }
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
      if (LOST_STATUSES.includes(problem.status)) {
        setUnanswered(navigator.onLine ? 'lost' : 'offline');
        return;
      }
      if (problem.status === 401) await leaveIfSignedOut(problem);
      throw problem;
    }
  };

  const leaveReceipt = () => {
    receipts.clear();
    setReceipt(null);
  };
  const back = () => {
    restart(entered.current);
    leaveReceipt();
  };
  const again = () => {
    reset({ ...blank, channel: entered.current.channel });
    leaveReceipt();
  };

  const sent = { receipt, before: receipt !== null && receipt.tracking_code === null, again, back };
  return { initial, form, keep, kept, clear: () => reset(), send, unanswered, ...sent };
}
