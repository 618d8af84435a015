/** One row of the table of bad boots: which process, what is wrong, and the gate that must name it. */
import type { ProcessName } from './boot-world.ts';

export interface BadBoot {
  readonly what: string;
  readonly of: ProcessName;
  readonly gate: string;
  /** Over the sound environment; undefined takes a variable away. */
  readonly change: Readonly<Record<string, string | undefined>>;
  /** Secrets that stand in no variable of the table of secrets: in a file, or in an address that is none. */
  readonly planted?: readonly string[];
  /** Its port is held by somebody else. */
  readonly portTaken?: boolean;
}

/** In every address that is malformed: none of it may be told. */
export const planted = 'planted-Hunter2-9f3b71c6d0';
