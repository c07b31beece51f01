import type { Scratch } from './scratch';

/** The result of a gate. It passes when there are no problems. */
export interface Verdict {
  /** One sentence each, starting with the location. */
  problems: string[];
  /** A number worth showing on success, such as a size or a count. */
  note?: string;
}

/** Resources that the gates of one run share. */
export interface Workshop {
  /** Root folder of the project. */
  root: string;
  /** Two temporary databases, started when the first gate asks for them. */
  databases(): Promise<Scratch>;
}

/** One check of the whole project. When a gate throws, the message counts as its problem. */
export interface Gate {
  name: string;
  run(workshop: Workshop): Promise<Verdict>;
}
