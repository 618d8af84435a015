/**
 * A process introduces itself to platform before anything else that it asks: what platform refuses to hear twice of (one
 * secret with two purposes) ends the process by the gate `secrets-distinct`. Again every hour, so that what is in use is
 * known to be.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import { HandshakeAnswer, type HandshakeRequest, type SecretFingerprint } from '@gamut/protocol/handshake';
import type { SignedClient } from './signed-client.ts';
import { GateFailure } from './start-gates.ts';
import { compileSchema } from './strict-schema.ts';

export interface Introduction {
  /** Resolves once platform has accepted this process. @throws AppError while platform can't be asked, GateFailure when it refuses */
  done(): Promise<void>;
  /** The deployment's id, as platform told it; undefined before the introduction. */
  deployment(): string | undefined;
  /** Resolves, if ever, with the failure that must end this process. */
  readonly refused: Promise<GateFailure>;
}

export interface IntroductionOptions {
  readonly platform: Pick<SignedClient, 'post'>;
  readonly process: HandshakeRequest['process'];
  readonly fingerprints: (deployment: string) => readonly SecretFingerprint[];
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

const url = '/internal/v1/handshakes';
const againMs = 3_600_000;
const readAnswer = compileSchema<HandshakeAnswer>(HandshakeAnswer, "platform's answer");

export function createIntroduction(options: IntroductionOptions): Introduction {
  const { platform, process, fingerprints, clock } = options;
  const { promise: refused, resolve: refuse } = Promise.withResolvers<GateFailure>();
  let acceptedMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  let failure: GateFailure | undefined;
  let known: string | undefined;

  async function ask(body: HandshakeRequest): Promise<HandshakeAnswer> {
    return readAnswer(await platform.post(url, { body }));
  }

  async function introduce(): Promise<void> {
    try {
      const { deployment } = await ask({ process, fingerprints: null });
      const answer = await ask({ process, fingerprints: [...fingerprints(deployment)] });
      if (!answer.accepted) throw new AppError('dependency_failed', 'platform did not accept this process.');
      acceptedMs = clock.monotonicMs();
      known = deployment;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'secret_shared') throw error;
      failure = new GateFailure(
        'secrets-distinct',
        error.message.replace(/\.$/, ''),
        error.fix ?? 'make a key of its own for each purpose',
      );
      refuse(failure);
      throw failure;
    }
  }

  return {
    refused,
    deployment: () => known,
    done: async () => {
      if (failure !== undefined) throw failure;
      const due = clock.monotonicMs() - acceptedMs >= againMs;
      if (!due) return;
      running ??= introduce().finally(() => (running = undefined));
      await running;
    },
  };
}
