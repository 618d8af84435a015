/**
 * The gates of the start, looked at again now. A gate's reason may name other tenants of the installation, so a tenant is told
 * which gate is shut and no more; the operator reads the reason in the log and, on the machine itself, at /readyz.
 */
import type { GateWatch } from '@gamut/service/gate-watch';
import { failed, notMeasured, verified, type CheckAnswer } from './security-check.ts';

export async function checkGates(gates: Pick<GateWatch, 'round' | 'checks'>): Promise<CheckAnswer> {
  await gates.round();
  const found = await Promise.all(
    gates.checks().map(async ({ name, check }) => ({ name, shut: (await check()) !== undefined })),
  );
  const shut = [...new Set(found.filter((gate) => gate.shut).map(({ name }) => name))];
  if (found.length === 0) return notMeasured('No gate has been looked at yet.');
  if (shut.length > 0) return failed(`shut: ${shut.join(', ')}; the operator reads why in the log`);
  return verified(`${String(new Set(found.map(({ name }) => name)).size)} gates hold`);
}
