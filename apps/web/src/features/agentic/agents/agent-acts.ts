/** The acts on an agent: from which status each is open, and which permission it needs. Platform judges again. */

export interface AgentAct {
  readonly verb: 'suspend' | 'reactivate' | 'level' | 'retire';
  readonly name: string;
  readonly permission: string;
  readonly weight: 'act' | 'stop';
  readonly from: readonly string[];
  readonly consequence: string;
}

const acts: readonly AgentAct[] = [
  {
    verb: 'reactivate',
    name: 'Activate',
    permission: 'agent.reactivate',
    weight: 'act',
    from: ['proposed'],
    consequence: 'It may act through Gateway, within its level and permissions.',
  },
  {
    verb: 'reactivate',
    name: 'Reactivate',
    permission: 'agent.reactivate',
    weight: 'act',
    from: ['suspended'],
    consequence: 'It may act again through Gateway, within its level and permissions.',
  },
  {
    verb: 'level',
    name: 'Lower level',
    permission: 'agent.set_level',
    weight: 'act',
    from: ['proposed', 'active', 'suspended'],
    consequence: 'The level says how far it may go, from its next call on. A rise takes a promotion.',
  },
  {
    verb: 'suspend',
    name: 'Suspend',
    permission: 'agent.suspend',
    weight: 'stop',
    from: ['active', 'proposed'],
    consequence: 'Its very next call is blocked, and calls in flight are stopped. Its record stays.',
  },
  {
    verb: 'retire',
    name: 'Retire',
    permission: 'agent.retire',
    weight: 'stop',
    from: ['suspended'],
    consequence: 'It never acts again, and can’t be brought back. Its record stays.',
  },
];

/** Pure: the acts that are open for an agent in this status to someone with these permissions. */
export function openActs(status: string, permissions: readonly string[]): readonly AgentAct[] {
  return acts.filter(({ from, permission }) => from.includes(status) && permissions.includes(permission));
}
