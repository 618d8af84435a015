/** Simulations as the interface shows them: saved states of governance, what was asked of one, and what came out. */
import { Type, type Static } from 'typebox';
import { Decision } from '@gamut/protocol/decision';
import { FactsEdit } from '@gamut/protocol/facts-edit';
import {
  byKind,
  closed,
  idOf,
  named,
  NamedRef,
  orNull,
  Sha256,
  text,
  Time,
} from '../../../http/schema-words.ts';

const Text = Type.String();
const Name = text(1, 100);

export const PolicySnapshot = Type.Object(
  {
    id: idOf('snp'),
    name: Name,
    factsSha256: Sha256,
    factsVersion: Type.Integer(),
    savedBy: NamedRef,
    savedAt: Time,
  },
  named('PolicySnapshot'),
);
export type PolicySnapshot = Static<typeof PolicySnapshot>;

export const NewPolicySnapshot = Type.Object({ name: Name }, named('NewPolicySnapshot'));

export const simulatedDaysMax = 7;
const AskedCall = Type.Object(
  {
    kind: Type.Literal('call'),
    agentId: idOf('agt'),
    tool: text(1, 256),
    arguments: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
const AskedDays = Type.Object(
  { kind: Type.Literal('days'), days: Type.Integer({ minimum: 1, maximum: simulatedDaysMax }) },
  closed,
);
export type AskedCall = Static<typeof AskedCall>;
export type AskedDays = Static<typeof AskedDays>;

export const NewSimulation = Type.Object(
  {
    name: Name,
    /** Left out: the state that is in force. */
    snapshotId: Type.Optional(idOf('snp')),
    edits: Type.Optional(Type.Array(byKind(FactsEdit), { maxItems: 100 })),
    asked: byKind(Type.Union([AskedCall, AskedDays])),
  },
  named('NewSimulation'),
);
export type NewSimulation = Static<typeof NewSimulation>;

const Side = Type.Object({ kind: Text, reasonCodes: Type.Array(Text) }, closed);
const Difference = Type.Object(
  { decisionId: Text, seq: Type.Integer(), at: Time, agentId: Text, tool: Text, was: Side, would: Side },
  named('SimulatedDifference'),
);
export type SimulatedDifference = Static<typeof Difference>;

const CallResult = Type.Object({ kind: Type.Literal('call'), decision: Decision }, closed);
const DaysResult = Type.Object(
  {
    kind: Type.Literal('days'),
    since: Time,
    until: Time,
    /** Decisions in the window; each is simulated, unknown by a named cause, or not reached. */
    decided: Type.Integer(),
    simulated: Type.Integer(),
    /** Of the simulated: secrets were taken out of their arguments, so they were simulated on what a person may see. */
    inexact: Type.Integer(),
    unknown: Type.Array(Type.Object({ why: Text, count: Type.Integer() }, closed)),
    notReached: Type.Integer(),
    changed: Type.Integer(),
    /** The first 200 that would come out otherwise, newest first. */
    differences: Type.Array(Difference),
  },
  closed,
);
export type DaysResult = Static<typeof DaysResult>;

export const Simulation = Type.Object(
  {
    id: idOf('sim'),
    name: Name,
    snapshotId: orNull(Text),
    factsSha256: Sha256,
    policySha256: Sha256,
    edits: Type.Array(FactsEdit),
    /** Of a call, the digest of its arguments: they are not kept. */
    asked: Type.Union([
      Type.Object({ kind: Type.Literal('call'), agentId: Text, tool: Text, argumentsSha256: Sha256 }, closed),
      AskedDays,
    ]),
    result: Type.Union([CallResult, DaysResult]),
    runBy: NamedRef,
    runAt: Time,
  },
  named('Simulation'),
);
export type Simulation = Static<typeof Simulation>;
