/**
 * A small registry of figures, told in the text format of Prometheus (version 0.0.4). Labels are words of our own (a route's
 * template, a status, a class), never a tenant, a person or anything that came in.
 */
export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels?: Labels, by?: number): void;
}
export interface Histogram {
  observe(labels: Labels, value: number): void;
}
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

export interface Metrics {
  counter(name: string, help: string): Counter;
  /** @param bounds upper bounds, ascending */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram;
  /** What is read when it is asked for; one that can't be read is left out. */
  gauge(name: string, help: string, read: () => readonly Sample[] | Promise<readonly Sample[]>): void;
  /** As `gauge`, of something that only grows. */
  counted(name: string, help: string, read: () => readonly Sample[]): void;
  text(): Promise<string>;
}

/** More series than that would be labels that somebody outside makes up. */
const seriesMax = 2_000;

type Lines = () => readonly string[] | Promise<readonly string[]>;

export function createMetrics(): Metrics {
  const families: { readonly head: string; readonly lines: Lines }[] = [];

  function family(name: string, kind: string, help: string, lines: Lines): void {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new TypeError(`${name} is not a name of a figure`);
    families.push({ head: `# HELP ${name} ${help}\n# TYPE ${name} ${kind}`, lines });
  }

  function readings(name: string, kind: string, help: string, read: () => unknown): void {
    family(name, kind, help, async () => {
      const samples = (await read()) as readonly Sample[];
      return samples.map(({ labels, value }) => line(name, labels ?? {}, value));
    });
  }

  return {
    counter(name, help) {
      const series = createSeries(() => ({ value: 0 }));
      family(name, 'counter', help, () => series.map((labels, { value }) => line(name, labels, value)));
      return {
        add: (labels = {}, by = 1) => {
          const one = series.of(labels);
          if (one !== undefined) one.value += by;
        },
      };
    },
    histogram(name, help, bounds) {
      const series = createSeries(() => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }));
      family(name, 'histogram', help, () =>
        series.map((labels, one) => bucketLines(name, labels, bounds, one)).flat(),
      );
      return {
        observe: (labels, value) => {
          const one = series.of(labels);
          if (one === undefined) return;
          const at = bounds.findIndex((bound) => value <= bound);
          if (at >= 0) one.counts[at] = (one.counts[at] ?? 0) + 1;
          one.sum += value;
          one.count += 1;
        },
      };
    },
    gauge: (name, help, read) => readings(name, 'gauge', help, read),
    counted: (name, help, read) => readings(name, 'counter', help, read),
    async text() {
      const parts = await Promise.all(
        families.map(async ({ head, lines }) => {
          const told = await Promise.resolve()
            .then(lines)
            .catch(() => []);
          return told.length === 0 ? '' : `${head}\n${told.join('\n')}\n`;
        }),
      );
      return parts.join('');
    },
  };
}

interface Series<T> {
  of(labels: Labels): T | undefined;
  map<R>(tell: (labels: Labels, one: T) => R): R[];
}

function createSeries<T>(fresh: () => T): Series<T> {
  const all = new Map<string, { readonly labels: Labels; readonly one: T }>();
  return {
    of(labels) {
      const key = Object.values(labels).join('\0');
      const known = all.get(key);
      if (known !== undefined) return known.one;
      if (all.size >= seriesMax) return undefined;
      const one = fresh();
      all.set(key, { labels, one });
      return one;
    },
    map: (tell) => [...all.values()].map(({ labels, one }) => tell(labels, one)),
  };
}

function bucketLines(
  name: string,
  labels: Labels,
  bounds: readonly number[],
  one: { readonly counts: readonly number[]; readonly sum: number; readonly count: number },
): string[] {
  let below = 0;
  const buckets = bounds.map((bound, at) => {
    below += one.counts[at] ?? 0;
    return line(`${name}_bucket`, { ...labels, le: String(bound) }, below);
  });
  return [
    ...buckets,
    line(`${name}_bucket`, { ...labels, le: '+Inf' }, one.count),
    line(`${name}_sum`, labels, one.sum),
    line(`${name}_count`, labels, one.count),
  ];
}

function line(name: string, labels: Labels, value: number): string {
  const told = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${told.length === 0 ? '' : `{${told.join(',')}}`} ${String(value)}`;
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
