/**
 * Start-up gates (security.md section 3): named checks that run in order before any port opens. The first that fails ends
 * the process with one line that names the gate, the reason and the fix, and never a value.
 */
import { AppError } from '@gamut/kernel/app-error';

export class GateFailure extends Error {
  override readonly name = 'GateFailure';
  readonly gate: string;
  readonly reason: string;
  readonly fix: string;

  constructor(gate: string, reason: string, fix: string) {
    super(`gate ${gate}: ${reason}. Fix: ${fix}`);
    this.gate = gate;
    this.reason = reason;
    this.fix = fix;
  }
}

export interface Gate {
  readonly name: string;
  /** What to do when the check throws something that says no fix of its own. */
  readonly fix: string;
  /** Throws, or says in a sentence why the gate stays shut; undefined opens it. */
  check(): string | undefined | Promise<string | undefined>;
}

/** @throws GateFailure of the first gate that stays shut */
export async function passGates(gates: readonly Gate[]): Promise<void> {
  for (const gate of gates) {
    const reason = await reasonOf(gate);
    if (reason !== undefined) throw new GateFailure(gate.name, reason, gate.fix);
  }
}

/** A fault inside a check shuts the gate. A refusal of our own is told as it is; any other message may carry a value, so only its kind is told. */
async function reasonOf(gate: Gate): Promise<string | undefined> {
  try {
    return await gate.check();
  } catch (error) {
    if (error instanceof GateFailure) throw error;
    if (error instanceof AppError) return error.message.replace(/\.$/, '');
    const code = (error as { code?: unknown } | null)?.code;
    return `the check failed (${typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown fault'})`;
  }
}
