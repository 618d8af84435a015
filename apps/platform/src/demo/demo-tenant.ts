/**
 * The demo tenant as data: an insurer's people and six agents, so chosen that every one of Gateway's six decisions occurs.
 * Every name is invented. The table of agents and outcomes stands in the README and is held by the first-hour journey.
 */
import type { ActionType, AtfLevel, DataClass, DataHandling, RiskTier } from '@gamut/kernel/agentic-terms';

export const demoSlug = 'demo';

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly additiveRoles: readonly string[];
}

export const demoPeople = {
  ciso: {
    email: 'ciso@meridian.example',
    name: 'Ottoline Farrach',
    role: 'administrator',
    additiveRoles: [],
  },
  risk: {
    email: 'risk@meridian.example',
    name: 'Bastien Orlowe',
    role: 'advanced',
    additiveRoles: ['agent_operator'],
  },
  auditor: {
    email: 'auditor@meridian.example',
    name: 'Henrike Solvang',
    role: 'advanced',
    additiveRoles: [],
  },
  engineer: {
    email: 'engineer@meridian.example',
    name: 'Tamsin Adeyole',
    role: 'standard',
    additiveRoles: ['agent_operator'],
  },
  viewer: {
    email: 'viewer@meridian.example',
    name: 'Corwin Estevard',
    role: 'subscriber',
    additiveRoles: [],
  },
} as const satisfies Record<string, DemoPerson>;

export type DemoPersonKey = keyof typeof demoPeople;

export interface DemoPermission {
  readonly connector: 'filesystem' | 'everything' | 'memory';
  readonly tools: readonly string[];
  /** Empty: anywhere that the tool reaches. */
  readonly targetsUnder: readonly string[];
}

/** Tools by the name that agents see. */
export interface DemoCapabilities {
  /** Somebody else approves. */
  readonly writtenBy: DemoPersonKey;
  readonly toolset: {
    readonly name: string;
    readonly purpose: string;
    readonly tools: readonly string[];
    readonly targetsUnder: readonly string[];
  };
  /** It names the tools of the toolset. */
  readonly skill: {
    readonly name: string;
    readonly purpose: string;
    readonly instructions: string;
    readonly actionTypes: readonly ActionType[];
    readonly dataClassMax: DataClass;
  };
  readonly plan: {
    readonly name: string;
    readonly purpose: string;
    readonly throughout: readonly string[];
    readonly lastsHours: number;
    readonly stages: readonly {
      readonly name: string;
      readonly tools: readonly string[];
      /** Whose signature opens the next stage. */
      readonly checkpoint?: 'administrator' | 'agent_operator';
    }[];
  };
}

export interface DemoAgent {
  readonly name: string;
  readonly purpose: string;
  readonly level: AtfLevel;
  readonly tier: RiskTier;
  readonly humanOwner: DemoPersonKey;
  readonly securityOwner: DemoPersonKey;
  readonly permissions: readonly DemoPermission[];
  readonly dataFlows: Readonly<Partial<Record<DataClass, DataHandling>>>;
  /** Days since a red-team test that it passed. */
  readonly redTeamPassedDaysAgo?: number;
  readonly criticalFinding?: string;
  readonly suspendedBecause?: string;
  readonly capabilities?: DemoCapabilities;
  /** It is in observe mode from the start of the demo. */
  readonly observed?: {
    readonly connector: DemoPermission['connector'];
    readonly hours: number;
    readonly reason: string;
  };
}

const reading = ['read_text_file', 'list_directory', 'get_file_info'] as const;
const readingAll = [
  ...reading,
  'read_file',
  'read_multiple_files',
  'list_directory_with_sizes',
  'directory_tree',
  'search_files',
  'list_allowed_directories',
] as const;

export const demoAgents: readonly DemoAgent[] = [
  {
    name: 'report-reader',
    purpose:
      'Reads the claims desk’s folder and answers questions about the weekly figures. It changes nothing.',
    level: 'intern',
    tier: 'low',
    humanOwner: 'risk',
    securityOwner: 'ciso',
    // the permission to write is there, so that its level alone stands between it and a file
    permissions: [{ connector: 'filesystem', tools: [...reading, 'write_file'], targetsUnder: [] }],
    dataFlows: { public: 'full', internal: 'full' },
  },
  {
    name: 'broker-copilot',
    purpose: 'Drafts letters and offers for brokers; a person approves each file before it is written.',
    level: 'junior',
    tier: 'medium',
    humanOwner: 'engineer',
    securityOwner: 'ciso',
    permissions: [
      { connector: 'filesystem', tools: [...reading, 'write_file', 'edit_file'], targetsUnder: [] },
    ],
    dataFlows: { public: 'full', internal: 'full' },
    observed: {
      connector: 'memory',
      hours: 14 * 24,
      reason: 'Nobody knows yet what of the claims desk’s memory its letters need.',
    },
  },
  {
    name: 'claims-triage',
    purpose:
      'Sorts incoming claims, keeps their notes and remembers which belong together. It sees claimants only masked.',
    level: 'senior',
    tier: 'high',
    humanOwner: 'risk',
    securityOwner: 'ciso',
    permissions: [
      {
        connector: 'filesystem',
        tools: [...readingAll, 'write_file', 'edit_file', 'create_directory', 'move_file'],
        targetsUnder: ['.'],
      },
      {
        connector: 'memory',
        tools: [
          'read_graph',
          'search_nodes',
          'open_nodes',
          'create_entities',
          'create_relations',
          'add_observations',
        ],
        targetsUnder: [],
      },
    ],
    dataFlows: { public: 'full', internal: 'full', personal: 'safe_form' },
    redTeamPassedDaysAgo: 12,
  },
  {
    name: 'fraud-scorer',
    purpose: 'Scores claims for fraud. Held back until the finding against it is closed.',
    level: 'senior',
    tier: 'critical',
    humanOwner: 'risk',
    securityOwner: 'ciso',
    permissions: [{ connector: 'filesystem', tools: [...readingAll, 'write_file'], targetsUnder: [] }],
    dataFlows: { public: 'full', internal: 'full', personal: 'full' },
    redTeamPassedDaysAgo: 30,
    criticalFinding:
      'Scores drift by postcode: the oversight test of the model is stale and its fairness unproven',
  },
  {
    name: 'dormant',
    purpose: 'The pilot of last spring. Kept on record, and suspended.',
    level: 'junior',
    tier: 'low',
    humanOwner: 'engineer',
    securityOwner: 'ciso',
    permissions: [{ connector: 'filesystem', tools: reading, targetsUnder: [] }],
    dataFlows: { public: 'full', internal: 'full' },
    suspendedBecause: 'The pilot is over; nobody has used it for 90 days',
  },
  {
    name: 'renewals-desk',
    purpose: 'Reads the open claims and then writes renewal letters, one stage after the other.',
    level: 'senior',
    tier: 'medium',
    humanOwner: 'engineer',
    securityOwner: 'ciso',
    // what it may use it has from its toolset alone
    permissions: [],
    dataFlows: { public: 'full', internal: 'full' },
    redTeamPassedDaysAgo: 20,
    capabilities: {
      writtenBy: 'risk',
      toolset: {
        name: 'Claims folder: read, and write drafts',
        purpose: 'What a desk needs that answers for letters, and nothing else of the folder.',
        tools: ['filesystem_read_text_file', 'filesystem_list_directory', 'filesystem_write_file'],
        targetsUnder: ['open', 'drafts'],
      },
      skill: {
        name: 'Write renewal letters',
        purpose: 'Letters to policyholders whose policy ends, from what stands in the open claims.',
        instructions:
          'Read each claim in open/ before you write. Write one letter a claim into drafts/, named after the claim. Promise no amount and no date. Where a claim is unclear, write nothing and say so.',
        actionTypes: ['read', 'write_internal'],
        dataClassMax: 'internal',
      },
      plan: {
        name: 'Renewals of this quarter',
        purpose:
          'First everything is read, then a person looks at what came of it, and only then are letters written.',
        throughout: ['filesystem_list_directory'],
        lastsHours: 90 * 24,
        stages: [
          {
            name: 'Read the open claims',
            tools: ['filesystem_read_text_file'],
            checkpoint: 'agent_operator',
          },
          { name: 'Write the letters', tools: ['filesystem_read_text_file', 'filesystem_write_file'] },
        ],
      },
    },
  },
];

export const demoGates = [
  {
    name: 'Files written for brokers and claims',
    actionTypes: ['write_internal'],
    mode: 'covers',
    approverRole: 'agent_operator',
    expiresAfterMs: 24 * 3_600_000,
  },
  {
    name: 'Money, code and administration',
    actionTypes: ['financial', 'code_modification', 'admin'],
    mode: 'each_time',
    approverRole: 'administrator',
    expiresAfterMs: 4 * 3_600_000,
  },
] as const;

export const demoPlaybooks = [
  {
    name: 'An agent wrote what it should not have',
    actionTypes: ['write_internal', 'code_modification'],
    steps:
      '1. Suspend the agent.\n2. Find what it wrote: Decisions, filter agent and day.\n3. Restore the files from the last backup.\n4. Record a finding; reactivate only when it is closed.',
  },
  {
    name: 'Data or money left the organisation',
    actionTypes: ['external', 'financial', 'admin'],
    steps:
      '1. Suspend the agent and disable the connector.\n2. Tell the data-protection and the finance officer within the hour.\n3. Export the journal and verify it.\n4. Decide on notification.',
  },
] as const;
