/** How many toolsets, and how many skills, one agent may have: Gateway puts each of them together with its permissions. */
import { AppError } from '@gamut/kernel/app-error';
import type { TenantReader } from '@gamut/database/tenant-transaction';

const eachMax = 32;

const columns = { toolset: 'toolset_id', skill: 'skill_id' } as const;

/** The agent's row is held, so nobody else gives it one meanwhile. @throws AppError `conflict` */
export async function assertRoomFor(
  tx: TenantReader,
  what: keyof typeof columns,
  agentId: string,
): Promise<void> {
  const [row] = await tx.query<{ count: string }>(
    `SELECT count(*) AS count FROM agent_capabilities WHERE agent_id = $1 AND ${columns[what]} IS NOT NULL`,
    [agentId],
  );
  if (Number(row?.count ?? 0) < eachMax) return;
  throw new AppError('conflict', `An agent has at most ${eachMax} ${what}s.`, {
    fix: 'Take one away first, or say two in one.',
    who: 'the person',
  });
}
