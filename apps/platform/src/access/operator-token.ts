/** What operators show: `gmo_…` at the operator's door, and `gms_…` in the one tenant that lets support look, for as long as it does. */
import { bearerForm } from './bearer-form.ts';

export const operatorToken = bearerForm('gmo', 'opr', 'operator token');
export const supportBearer = bearerForm('gms', 'sup', 'support access');
