/** The far end of a process's introduction, for tests of that process as a client: it takes down what is shown, and accepts it or refuses as platform would. */
import { AppError } from '@gamut/kernel/app-error';
import { HandshakeRequest, type SecretFingerprint } from '@gamut/protocol/handshake';
import { signedRoute, type SignedRoute } from '@gamut/service/signed-routes';

export interface HandshakeDesk {
  readonly route: SignedRoute;
  readonly shown: SecretFingerprint[];
  /** Words of a refusal; undefined accepts. */
  refusal: string | undefined;
}

export function handshakeDesk(callers: readonly string[]): HandshakeDesk {
  const shown: SecretFingerprint[] = [];
  const desk: HandshakeDesk = {
    shown,
    refusal: undefined,
    route: signedRoute({
      url: '/internal/v1/handshakes',
      callers,
      body: HandshakeRequest,
      answer: async ({ body }) => {
        if (body.fingerprints === null) return { deployment: 'tests', accepted: false };
        shown.push(...body.fingerprints);
        if (desk.refusal !== undefined) throw new AppError('secret_shared', desk.refusal);
        return { deployment: 'tests', accepted: true };
      },
    }),
  };
  return desk;
}
