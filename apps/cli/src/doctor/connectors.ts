/**
 * What stands around the demo's tool servers: each connector's reachability, changed tools and isolation guards, as Gateway
 * measured them. Read through the product's own interface, signed in like a person, so the look is on record.
 */
import { demoPeople } from '../demo-people.ts';
import { operatorAccess } from '../demo-credentials.ts';
import { call, mintSignInLink, signIn } from '../operator-api.ts';
import { demoTenant } from '../programs.ts';
import { findRunningState } from '../running-state.ts';
import type { World } from '../world.ts';
import { notable, well, wrong, type Finding } from './finding.ts';

interface ConnectorSeen {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reachable: boolean | null;
  readonly changedTools: number;
}
interface Guard {
  readonly guard: string;
  readonly holds: boolean;
  readonly how: string;
}

export async function connectorFindings(world: World): Promise<Finding[]> {
  const state = findRunningState(world.home);
  if (state?.ready !== true) return [];
  try {
    const access = operatorAccess(world.home, state.ports);
    const cookie = await signIn(await mintSignInLink(access, demoTenant.slug, demoPeople[0]?.email ?? ''));
    const read = async (path: string): Promise<Record<string, unknown>> => {
      const answer = await call(`${access.platform}${path}`, { headers: { cookie } });
      return (await answer.json()) as Record<string, unknown>;
    };
    const connectors = ((await read('/v1/connectors'))['data'] ?? []) as ConnectorSeen[];
    const found = await Promise.all(
      connectors.map(async (connector) => {
        const whole = await read(`/v1/connectors/${connector.id}`);
        return judge(connector, (whole['isolation'] ?? []) as Guard[]);
      }),
    );
    return found.flat();
  } catch (error) {
    return [wrong('connectors', (error as Error).message, `read ${world.home.logs}/platform.log`)];
  }
}

function judge(connector: ConnectorSeen, guards: readonly Guard[]): Finding[] {
  const what = `connector ${connector.name}`;
  if (connector.status !== 'active') return [notable(what, connector.status)];
  if (connector.reachable === null) return [notable(what, 'not looked at yet', 'call one of its tools')];
  if (!connector.reachable) return [wrong(what, 'its server does not answer', 'read the log of gateway')];
  const changed =
    connector.changedTools === 0
      ? []
      : [
          wrong(
            what,
            `${connector.changedTools} tools are not what was pinned: they are blocked`,
            'look at them under Connectors and pin them anew',
          ),
        ];
  const open = guards.filter((one) => !one.holds);
  const isolation =
    open.length === 0
      ? well(what, `reachable; ${guards.length} isolation guards hold`)
      : notable(
          what,
          `reachable; not isolated by ${open.map((one) => `${one.guard} (${one.how})`).join(', ')}`,
          'in production such a server is refused; start as root, or on a system with user namespaces',
        );
  return [...changed, isolation];
}
