import { judgeRefusal, Raw, type Wire } from './wire';
import { HUGE_TEXT, refusesLongText, WRONG, type Kind } from './wrong';

/** A function, its caller, valid arguments, and the kind of each argument for which wrong values are tried. */
export interface Plan<Who extends string> {
  who: Who;
  name: string;
  good: () => Record<string, unknown>;
  kinds: Record<string, Kind>;
  /** Arguments that may be left out. */
  optional?: string[];
}

/** The gateway's error for a body above its size limit. */
const TOO_LARGE = 'too_large';

const brief = (value: unknown) => (value instanceof Raw ? value.text : JSON.stringify(value))?.slice(0, 60);

/**
 * Tries every wrong value of every argument; returns those that did not lead to a clear error. `seen` collects the
 * error codes.
 */
export async function faultsOf(wire: Wire, plan: Plan<string>, seen: Set<string>): Promise<string[]> {
  const { name, good, kinds, optional = [] } = plan;
  const calls: [what: string, args: Record<string, unknown>][] = [];
  for (const [argument, kind] of Object.entries(kinds)) {
    for (const wrong of WRONG[kind])
      calls.push([`${argument} = ${brief(wrong)}`, { ...good(), [argument]: wrong }]);
    if (kind === 'uuid' && !optional.includes(argument))
      calls.push([`${argument} = null`, { ...good(), [argument]: null }]);
  }
  for (const argument of Object.keys(good()).filter((one) => !optional.includes(one)))
    calls.push([`without ${argument}`, { ...good(), [argument]: undefined }]);
  calls.push(['an unknown argument', { ...good(), is_admin: true }], ['nothing', {}]);
  const last = Object.keys(good()).at(-1)!;
  const longText = Object.keys(kinds).find((argument) => refusesLongText(kinds[argument]!));
  if (longText) calls.push(['900 kB', { ...good(), [longText]: HUGE_TEXT }]);
  // The gateway rejects it before any function runs, so one try per file is enough.
  if (!seen.has(TOO_LARGE)) calls.push(['10 MB', { ...good(), [last]: 'x'.repeat(10_000_000) }]);
  const faults: string[] = [];
  for (const [what, args] of calls) {
    const { error, fault } = judgeRefusal(await wire.call(name, args));
    seen.add(error.code);
    if (fault) faults.push(`${what}: ${fault}`);
  }
  return faults;
}
