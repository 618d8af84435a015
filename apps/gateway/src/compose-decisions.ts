/**
 * Puts the deciding half of Gateway together: facts, ledger and decision point over the signed edge to platform. Whole by
 * itself, so that a bench can drive it without an upstream; `compose.ts` adds the ways in and the connectors.
 */
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import type { SecretFingerprint } from '@gamut/protocol/handshake';
import type { Edge } from '@gamut/service/edge';
import { createIntroduction, type Introduction } from '@gamut/service/introduction';
import { signedClient, type SignedClient } from '@gamut/service/signed-client';
import { systemTime } from '@gamut/service/system-time';
import { deadlines, DecisionPoint, type Deadlines, type ToolCheck } from './decide/decision-point.ts';
import { createDepend, type Depend, type FaultHook } from './decide/dependency.ts';
import { createOversizeRecorder, createUnreadRecorder, type RecordUnread } from './decide/record-unread.ts';
import { UsageCounter } from './decide/usage-counter.ts';
import { FactsHolder, type FactsHolderOptions } from './facts/facts-holder.ts';
import { LedgerClient } from './ledger/ledger-client.ts';
import { createPlatformEdge, type PlatformEdge } from './ledger/platform-edge.ts';

export interface DecisionsOptions {
  readonly platformUrl: string;
  /** Gateway → platform. */
  readonly edge: Edge;
  readonly buildSha256: string;
  /** Names of the secrets that this process holds, for its introduction; nothing is asked of platform before it is accepted. */
  readonly fingerprints: (deployment: string) => readonly SecretFingerprint[];
  readonly checkTool: ToolCheck;
  readonly showArguments: (resolved: ResolvedAction) => string;
  readonly onFacts?: FactsHolderOptions['onChange'];
  readonly pushOrigin?: FactsHolderOptions['pushOrigin'];
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly fault?: FaultHook;
  readonly deadlines?: Deadlines;
}

export interface Decisions {
  readonly instance: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly depend: Depend;
  readonly platform: PlatformEdge;
  readonly facts: FactsHolder;
  readonly ledger: LedgerClient;
  readonly point: DecisionPoint;
  readonly recordUnread: RecordUnread;
  readonly recordOversize: RecordUnread;
  readonly introduction: Introduction;
  close(): Promise<void>;
}

/** For what no call waits for; each question on the path has its own. */
const postMs = 5000;

export function composeDecisions(options: DecisionsOptions): Decisions {
  const clock = options.clock ?? systemTime;
  const random = options.random ?? randomBytes;
  const instance = newId('gwy', clock.nowMs(), random(16));
  const depend = createDepend(options.fault);
  const client: SignedClient = signedClient({
    name: 'platform',
    baseUrl: options.platformUrl,
    edge: options.edge,
    deadlineMs: postMs,
    clock,
    random,
  });
  const platform = createPlatformEdge(client, depend, clock);
  const { fingerprints } = options;
  const introduction = createIntroduction({ platform: client, process: 'gateway', fingerprints, clock });
  const onChange = options.onFacts;
  const facts = new FactsHolder({
    instance,
    clock,
    ask: async (request) => {
      await introduction.done();
      return platform.syncFacts(request);
    },
    ...(onChange === undefined ? {} : { onChange }),
    ...(options.pushOrigin === undefined ? {} : { pushOrigin: options.pushOrigin }),
  });
  const ledger = new LedgerClient({ instance, send: (batch) => platform.commit(batch) });
  const point = new DecisionPoint({
    facts,
    commit: (tenant, entry, signal) => ledger.commit(tenant, entry, signal),
    findApproval: (request) => platform.findApproval(request),
    checkTool: options.checkTool,
    usage: new UsageCounter(clock),
    showArguments: options.showArguments,
    depend,
    clock,
    random,
    buildSha256: options.buildSha256,
    deadlines: options.deadlines ?? deadlines,
  });
  const { buildSha256 } = options;
  const recordUnread = createUnreadRecorder({ ledger, depend, clock, random, buildSha256 });
  const close = (): Promise<void> => client.close();
  return {
    instance,
    clock,
    random,
    depend,
    platform,
    facts,
    ledger,
    point,
    recordUnread,
    recordOversize: createOversizeRecorder(recordUnread, clock),
    introduction,
    close,
  };
}
