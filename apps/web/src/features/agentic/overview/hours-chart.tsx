/** Agent decisions by the hour: grey bars for what was allowed, coloured shapes under the line for what was not. Own SVG, with a table twin. */
import { useState } from 'react';
import { cellTime, fullTime, zoneNow } from '../../../parts/moment.ts';
import { count } from '../../../parts/wording.ts';
import { Mark } from '../../../parts/mark.tsx';
import { barHeight, baseline, step, sumHours, type Sums } from './hours.ts';
import type { HourCount } from './overview.ts';

function Exceptions({ hour, x }: { readonly hour: HourCount; readonly x: number }) {
  const shapes: { readonly key: string; readonly count: number }[] = [
    { key: 'block', count: hour.blocked },
    { key: 'wait', count: hour.waiting },
    { key: 'degrade', count: hour.degraded },
  ].filter((shape) => shape.count > 0);
  let y = baseline + 5;
  return shapes.map(({ key, count: size }) => {
    const top = y;
    const height = key === 'block' ? Math.min(6 + (size - 1) * 3, 18) : 7;
    y += height + 3;
    if (key === 'block')
      return <rect key={key} className="chart-block" x={x + 2} y={top} width="7" height={height} />;
    if (key === 'wait')
      return <path key={key} className="chart-wait" d={`M${x + 5.5} ${top - 0.5}l4 4-4 4-4-4z`} />;
    return (
      <g key={key} className="chart-degrade">
        <circle cx={x + 5.5} cy={top + 3.5} r="3" />
        <path d={`M${x + 5.5} ${top + 0.5}a3 3 0 0 1 0 6z`} />
      </g>
    );
  });
}

function describeHour(hour: HourCount): string {
  return `${fullTime(new Date(hour.at))}: ${hour.allowed} allowed, ${hour.degraded} degraded, ${hour.waiting} needed a person, ${hour.blocked} blocked`;
}

function Picture({ hours, sums }: { readonly hours: readonly HourCount[]; readonly sums: Sums }) {
  const max = Math.max(1, ...hours.map(({ allowed }) => allowed));
  const width = hours.length * step;
  const label = `Agent decisions by hour: ${count(sums.allowed)} allowed, ${count(sums.degraded)} degraded, ${count(sums.waiting)} needed a person, ${count(sums.blocked)} blocked.`;
  return (
    <svg className="chart" viewBox={`0 0 ${width} 108`} role="img" aria-label={label}>
      {hours.map((hour, i) => {
        const height = barHeight(hour.allowed, max);
        return (
          <g key={hour.at}>
            <title>{describeHour(hour)}</title>
            <rect x={i * step} y="0" width={step} height="108" fill="transparent" />
            <rect
              className="chart-bar"
              x={i * step + 1}
              y={baseline - height}
              width={step - 2.5}
              height={height}
            />
            <Exceptions hour={hour} x={i * step} />
          </g>
        );
      })}
      <path className="chart-line" d={`M0 ${baseline + 0.5}H${width}`} />
    </svg>
  );
}

function Twin({ hours }: { readonly hours: readonly HourCount[] }) {
  const busy = hours.filter((h) => h.allowed + h.degraded + h.waiting + h.blocked > 0);
  return (
    <div className="scroll-x chart-table" tabIndex={0} role="region" aria-label="Decisions by hour">
      <table className="register-plain">
        <thead>
          <tr>
            {[`Hour (${zoneNow()})`, 'Allowed', 'Degraded', 'Needs a person', 'Blocked'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map((hour) => (
            <tr key={hour.at}>
              <th scope="row">{cellTime(new Date(hour.at)).slice(0, -3)}</th>
              <td>{hour.allowed}</td>
              <td>{hour.degraded}</td>
              <td>{hour.waiting}</td>
              <td>{hour.blocked}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {busy.length < hours.length ? <p className="aside">Hours without a decision are left out.</p> : null}
    </div>
  );
}

export function HoursChart({ hours }: { readonly hours: readonly HourCount[] }) {
  const [asTable, setAsTable] = useState(false);
  const sums = sumHours(hours);
  const [first, last] = [hours[0], hours[hours.length - 1]];
  return (
    <figure>
      {asTable ? <Twin hours={hours} /> : <Picture hours={hours} sums={sums} />}
      {!asTable && first && last ? (
        <div className="chart-ends aside" aria-hidden="true">
          <span>{cellTime(new Date(first.at)).slice(0, -3)}</span>
          <span>
            {cellTime(new Date(last.at)).slice(0, -3)} {zoneNow()}
          </span>
        </div>
      ) : null}
      <figcaption className="legend">
        <Mark mark="plain" text={`Allowed ${count(sums.allowed)}`} />
        <Mark mark="degrade" text={`Degraded ${count(sums.degraded)}`} />
        <Mark mark="wait" text={`Needs a person ${count(sums.waiting)}`} />
        <Mark mark="block" text={`Blocked ${count(sums.blocked)}`} />
        <button
          type="button"
          className="text-button legend-end"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'as picture' : 'as table'}
        </button>
      </figcaption>
    </figure>
  );
}
