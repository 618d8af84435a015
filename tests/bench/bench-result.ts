/** What a bench gives back; the file in `bench/results` has the same members and names the machine's Node and Postgres. */
export interface BenchCase {
  readonly name: string;
  readonly inFlight: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  /** Where the aim is on it. */
  readonly p95Ms?: number;
  readonly p99Ms: number;
  /** The same work without us, in the same run; null where a case is a floor itself or has none. */
  readonly floorPerSecond: number | null;
  readonly ratio: number | null;
  readonly aim: string | null;
  readonly met: boolean | null;
}

export interface BenchResult {
  readonly postgres: string;
  readonly cases: readonly BenchCase[];
  readonly notes: readonly string[];
}
