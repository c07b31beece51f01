import type { Scratch } from './scratch';

/** What a gate found. No problems means it passed. */
export interface Verdict {
  /** One sentence each, with the place first. */
  problems: string[];
  /** A figure worth showing on success, such as a size or a count. */
  note?: string;
}

/** What gates share during one run. */
export interface Workshop {
  /** Folder of the project. */
  root: string;
  /** Two throw-away databases, started when the first gate asks for them. */
  databases(): Promise<Scratch>;
}

/** One check of the whole project. A gate may throw; the message then is its problem. */
export interface Gate {
  name: string;
  run(workshop: Workshop): Promise<Verdict>;
}
