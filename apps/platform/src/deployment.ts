/** The id of the installation, as every process that opens its databases is given it. */
import { GateFailure } from '@gamut/service/start-gates';

/** @throws GateFailure `config` */
export function deploymentOf(text: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,62}$/.test(text)) return text;
  throw new GateFailure(
    'config',
    'GAMUT_DEPLOYMENT is not a deployment id',
    'use lower-case letters, digits, _ and -, at most 63',
  );
}
