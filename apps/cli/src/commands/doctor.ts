/** `gamut doctor`: checks this machine and this installation; each finding says what to do. Exit 0 when nothing is wrong. */
import { parseArguments } from '../arguments.ts';
import { connectorFindings } from '../doctor/connectors.ts';
import { gateFindings } from '../doctor/gates.ts';
import { installationFindings } from '../doctor/installation.ts';
import { machineFindings } from '../doctor/machine.ts';
import { runningFindings } from '../doctor/running.ts';
import type { World } from '../world.ts';

export async function doctor(args: readonly string[], world: World): Promise<number> {
  const asJson = parseArguments(args, { json: 'switch' }, 0).on('json');
  const findings = [
    ...(await machineFindings(world)),
    ...installationFindings(world),
    ...gateFindings(world),
    ...(await runningFindings(world)),
    ...(await connectorFindings(world)),
  ];
  if (asJson)
    world.answer(JSON.stringify({ ok: findings.every((one) => one.is !== 'wrong'), findings }, null, 2));
  else {
    const signs = { well: '✓', notable: '·', wrong: '✗' } as const;
    for (const one of findings) {
      world.answer(`${signs[one.is]} ${one.what}: ${one.detail}`);
      if (one.fix !== undefined && one.is !== 'well') world.answer(`    Fix: ${one.fix}`);
    }
  }
  return findings.every((one) => one.is !== 'wrong') ? 0 : 1;
}
