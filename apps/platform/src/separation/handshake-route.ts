/** Where a newcomer introduces itself: platform tells the deployment's id, then judges the fingerprints of its secrets. */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { Database } from '@gamut/database/database';
import { HandshakeRequest, type HandshakeAnswer } from '@gamut/protocol/handshake';
import { signedRoute, type SignedRoute } from '@gamut/service/signed-routes';
import { spendRequestNonce } from '../access/request-nonces.ts';
import type { OwnSecrets } from './own-secrets.ts';

export function handshakeRoute(db: Database, clock: Clock, secrets: OwnSecrets): SignedRoute {
  return signedRoute({
    url: '/internal/v1/handshakes',
    callers: ['gateway_to_platform', 'claw_to_platform'],
    body: HandshakeRequest,
    answer: async (call): Promise<HandshakeAnswer> => {
      const { process, fingerprints } = call.body;
      if (call.caller !== `${process}_to_platform`)
        throw new AppError('caller_not_allowed', 'A process speaks for itself alone.');
      await spendRequestNonce(db, call);
      if (fingerprints === null) return { deployment: secrets.deployment, accepted: false };
      await secrets.admit(process, fingerprints, clock.nowMs());
      return { deployment: secrets.deployment, accepted: true };
    },
  });
}
