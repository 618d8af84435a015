/** The five gates of a promotion, every check of each with what was asked and what was found. */
import { Mark } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/section.tsx';
import { gatesText, type JudgedGate } from './promotion.ts';

function Passed({ passed }: { readonly passed: boolean }) {
  return passed ? <Mark mark="plain" text="Passes" /> : <Mark mark="block" text="Not met" />;
}

function Gate({ gate }: { readonly gate: JudgedGate }) {
  return (
    <div className="gate">
      <div className="gate-head">
        <h3>{gate.title}</h3>
        <Passed passed={gate.passed} />
      </div>
      <ul>
        {gate.checks.map(({ asked, found, passed }) => (
          <li key={asked} className="gate-check">
            <span>{asked}</span>
            <span className="aside">{found}</span>
            <Passed passed={passed} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface GatesProps {
  readonly gates: readonly JudgedGate[];
  readonly aside: string;
}

export function Gates({ gates, aside }: GatesProps) {
  return (
    <Section title={`Gates: ${gatesText(gates)}`} aside={aside}>
      {gates.map((gate) => (
        <Gate key={gate.id} gate={gate} />
      ))}
    </Section>
  );
}
