/**
 * What Gateway asks of platform, over the signed edge: facts, approvals, the ledger, observations. Every answer is signed
 * by platform, bound to its question, and checked against the contract before anybody reads it.
 */
import {
  ApprovalFindAnswer,
  type LedgerAnswer,
  type ApprovalFindRequest,
  type ConnectorObservation,
  type LedgerBatch,
} from '@gamut/protocol/ledger';
import { FactsSyncAnswer, type FactsSyncRequest } from '@gamut/protocol/facts';
import type { RefusedCredential } from '@gamut/protocol/refused-credential';
import { RuntimeKeyAnswer, type RuntimeKeyRequest } from '@gamut/protocol/runtime-calls';
import { SkillInstructionsAnswer, type SkillInstructionsRequest } from '@gamut/protocol/skill-instructions';
import type { Depend } from '../decide/dependency.ts';
import type { Clock } from '@gamut/kernel/time-source';
import type { SignedClient } from '@gamut/service/signed-client';
import { compileSchema } from '@gamut/service/strict-schema';
import { createSharedRequests } from './shared-requests.ts';

export interface PlatformEdge {
  syncFacts(request: FactsSyncRequest): Promise<FactsSyncAnswer>;
  commit(batch: LedgerBatch): Promise<LedgerAnswer>;
  findApproval(request: ApprovalFindRequest): Promise<ApprovalFindAnswer>;
  observe(observation: ConnectorObservation): Promise<void>;
  tellRefused(refused: RefusedCredential): Promise<void>;
  issueRuntimeKey(request: RuntimeKeyRequest): Promise<RuntimeKeyAnswer>;
  skillInstructions(request: SkillInstructionsRequest): Promise<SkillInstructionsAnswer>;
}

/** A question that hangs holds up those behind it, so it is given up soon after its askers have. */
const factsMs = 1500;
const ledgerMs = 3000;
const observationMs = 5000;
/** Somebody waits for it. */
const runtimeKeyMs = 1800;
const instructionsMs = 1800;

/** @param depend every question goes through it; an approval is asked for under its caller's */
export function createPlatformEdge(
  client: SignedClient,
  depend: Depend,
  clock: Pick<Clock, 'monotonicMs'>,
): PlatformEdge {
  const readFacts = compileSchema<FactsSyncAnswer>(FactsSyncAnswer, "platform's answer");
  const sendBatch = createSharedRequests({ client, deadlineMs: ledgerMs, clock });
  const readApproval = compileSchema<ApprovalFindAnswer>(ApprovalFindAnswer, "platform's answer");
  const readRuntimeKey = compileSchema<RuntimeKeyAnswer>(RuntimeKeyAnswer, "platform's answer");
  const readInstructions = compileSchema<SkillInstructionsAnswer>(
    SkillInstructionsAnswer,
    "platform's answer",
  );
  return {
    syncFacts: (body) =>
      depend('facts_question', factsMs, async () =>
        readFacts(await client.post('/internal/v1/facts-sync', { body, deadlineMs: factsMs })),
      ),
    commit: (batch) => depend('ledger_batch', ledgerMs, () => sendBatch(batch)),
    findApproval: async (body) =>
      readApproval(await client.post('/internal/v1/approvals/find', { tenant: body.tenant, body })),
    observe: (body) =>
      depend('observation', observationMs, async () => {
        await client.post('/internal/v1/observations', { tenant: body.tenant, body });
      }),
    tellRefused: (body) =>
      depend('observation', observationMs, async () => {
        await client.post('/internal/v1/refused-credentials', { tenant: body.tenant, body });
      }),
    issueRuntimeKey: (body) =>
      depend('runtime_key', runtimeKeyMs, async () =>
        readRuntimeKey(await client.post('/internal/v1/runtime-keys', { tenant: body.tenant, body })),
      ),
    skillInstructions: (body) =>
      depend('instructions', instructionsMs, async () =>
        readInstructions(await client.post('/internal/v1/skill-instructions', { tenant: body.tenant, body })),
      ),
  };
}
