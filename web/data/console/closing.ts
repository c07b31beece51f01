import { columns } from '../core/columns';
import { read } from '../core/read';

/** What closing a case requires besides its note. */
export interface ClosingNeeds {
  /** Codes of the documents of the file. */
  papers: string[];
  /** Whether the source must get a reply. */
  replyDuty: boolean;
}

const PAPER = columns('required_papers', ['paper']);
const REPLY = columns('channels', ['reply_duty']);

/** What closing a case of this outcome and channel requires. Throws ApiError. */
export async function closingNeeds(
  outcome: string,
  channel: string,
  signal: AbortSignal,
): Promise<ClosingNeeds> {
  const [papers, channels] = await Promise.all([
    read(PAPER, (all) => all.eq('outcome', outcome).order('sort'), signal),
    read(REPLY, (all) => all.eq('code', channel), signal),
  ]);
  return { papers: papers.map(({ paper }) => paper), replyDuty: channels[0]?.reply_duty === true };
}
