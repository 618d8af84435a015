/** Which plan a tenant is to have. */
import { SelectField } from '../../../parts/field.tsx';
import { termText } from '../../../parts/wording.ts';
import { plans } from './tenant.ts';

interface PlanFieldProps {
  readonly plan: string;
  readonly onPick: (plan: string) => void;
}

export function PlanField({ plan, onPick }: PlanFieldProps) {
  return (
    <SelectField label="Plan" value={plan} onChange={(event) => onPick(event.target.value)}>
      {plans.map((one) => (
        <option key={one} value={one}>
          {termText(one)}
        </option>
      ))}
    </SelectField>
  );
}
