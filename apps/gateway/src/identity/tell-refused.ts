/**
 * Tells platform of a token or a signing key that names an agent and opens nothing (security.md 9: denials are recorded too). Repeats
 * of one are told once in ten minutes, with how many there were meanwhile, and of one agent no more than some in a minute, so that who
 * guesses costs little. Nobody waits for it: the refusal is the same, and comes as soon, whatever platform finds.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { RefusedCredential } from '@gamut/protocol/refused-credential';
import { CollapsedRepeats } from '@gamut/service/collapse-repeats';
import type { Logger } from '@gamut/service/logger';
import { UsageCounter } from '../decide/usage-counter.ts';

/** Why somebody was refused, for the tenant of that agent; never for whoever was. */
export class ShownInVain extends Error {
  readonly told: RefusedCredential;

  constructor(told: RefusedCredential) {
    super('a credential that opens nothing');
    this.told = told;
  }
}

const perMinuteMax = 60;

export interface TellRefusedParts {
  readonly tell: (refused: RefusedCredential) => Promise<void>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** @returns what the error of a refusal is given to */
export function createTellRefused({ tell, clock, logger }: TellRefusedParts): (error: unknown) => void {
  const repeats = new CollapsedRepeats(clock);
  const counter = new UsageCounter(clock);
  return (error) => {
    if (!(error instanceof AppError && error.cause instanceof ShownInVain)) return;
    const { told } = error.cause;
    const key = `${told.agent} ${JSON.stringify(told.shown)}`;
    const leftOut = repeats.tellNow(key);
    if (leftOut === undefined) return;
    if (counter.count(told.tenant, told.agent, '').agentCalls >= perMinuteMax) {
      // what was never told of is not remembered: who guesses ever new ones pushes nobody else's out
      if (leftOut === 0) repeats.forget(key);
      else repeats.notTold(key, leftOut);
      return;
    }
    tell(leftOut === 0 ? told : { ...told, leftOut }).catch((failure: unknown) => {
      repeats.notTold(key, leftOut);
      logger.error({ err: failure, agent: told.agent }, 'a refused credential could not be told to platform');
    });
  };
}
