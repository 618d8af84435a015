/** What the platform's routes stand on: one object, made once by `composePlatform`, read by operations and changed by none. */
import type { PasswordHasher } from '@gamut/crypto/password';
import type { Database } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { GateWatch } from '@gamut/service/gate-watch';
import type { Logger } from '@gamut/service/logger';
import type { RunControlChange } from './access/control-change.ts';
import type { JournalSigner } from './audit/checkpoint-streams.ts';
import type { StreamSeats } from './audit/stream-seats.ts';
import type { WitnessEdge } from './audit/witness-client.ts';
import type { OpenWebhookTarget } from './features/administration/integrations/send-webhook.ts';
import type { ProcessWatch } from './process-watch.ts';
import type { KeyPortChanges } from './tenancy/key-port/change-key-port.ts';
import type { TenantSealing } from './tenancy/key-port/tenant-sealing.ts';
import type { BlindIndex } from './tenancy/blind-indexes.ts';
import type { KeyRotations } from './tenancy/rotation/key-rotations.ts';
import type { TenantKeys } from './tenancy/tenant-keys.ts';

export interface PresentedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Platform {
  readonly db: Database;
  readonly controlChange: RunControlChange;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  readonly mode: 'production' | 'development';
  readonly passwords: PasswordHasher;
  /** Keys what is derived from a session's cookie; a stolen database alone can't make it. */
  readonly tokenPepper: Uint8Array;
  readonly keys: TenantKeys;
  readonly rotations: KeyRotations;
  /** Finds rows by a guessable value that is stored nowhere. */
  readonly blindIndex: BlindIndex;
  /** Which tenants are sealed, since the key that they own was not there. */
  readonly sealing: TenantSealing;
  readonly keyPorts: KeyPortChanges;
  readonly journal: JournalSigner;
  /** Verifier keys as text: the journal's own, and the witness's when one is pinned. */
  readonly journalVkey: string;
  readonly witnessVkey: string | null;
  readonly witness: WitnessEdge | undefined;
  /** Null: connector credentials can't be taken in, since nobody could open them. */
  readonly vaultPublicKey: Uint8Array | null;
  readonly gatewayUrl: string;
  /** Whom to tell of a weakness. */
  readonly securityContact: string | null;
  /** Origins that the operator lets webhooks reach as they are. */
  readonly egressAllow: readonly string[];
  readonly openWebhookTarget: OpenWebhookTarget;
  /** The live streams of this process. */
  readonly streamSeats: StreamSeats;
  readonly watch: ProcessWatch;
  /** Looks at every gate of the start again, and says what each found. */
  readonly gates: Pick<GateWatch, 'round' | 'checks'>;
  /** Presents a request to this whole server, as it would come from outside, and gives back the status of its answer. */
  readonly present: (request: PresentedRequest) => Promise<number>;
  /** Origins under which people reach the console. */
  readonly consoleOrigins: () => readonly string[];
  readonly operatorTokenSha256: string | null;
}
