/** A person says that they have seen what they were told of; which notices are theirs, the row says and not the caller. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import type { Person } from '../../../access/person.ts';
import { markSeen } from './notice-store.ts';
import type { NoticesSeen, SeenNotices } from './notice.ts';

export async function seeNotices(
  change: Change,
  { id, name }: Pick<Person, 'id' | 'name'>,
  { seq, andBefore = false }: SeenNotices,
): Promise<Audited<NoticesSeen>> {
  const seen = await markSeen(change.tx, id, { seq, andBefore }, change.now());
  return change.succeed(
    { event: 'notice.seen', subject: { kind: 'person', id, name }, after: { seq, andBefore, seen } },
    { seen },
  );
}
