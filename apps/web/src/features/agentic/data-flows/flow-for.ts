/** What an agent may do with one class of data. */
import type { DataClass, DataHandling } from '@gamut/kernel/agentic-terms';

interface Flow {
  readonly dataClass: DataClass;
  readonly handling: DataHandling;
}

/** Pure: undefined when the class is not named, which blocks as well. */
export const flowFor = (flows: readonly Flow[], dataClass: DataClass): DataHandling | undefined =>
  flows.find((flow) => flow.dataClass === dataClass)?.handling;
