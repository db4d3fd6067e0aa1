/** What an import of single items goes through: samples logs → what was found → item tables and a table of scores. */
import type { ImportProblem } from '../import/draft';

/** A chosen or dropped file. */
export interface ItemSource {
  name: string;
  /** Path within the folder that was chosen (`webkitRelativePath`); it often names the model. */
  path?: string;
  blob: Blob;
  /** The model, where the user has told it. */
  model?: string;
}

/** A benchmark on one metric (and filter), with the models that share its items. */
export interface ItemBenchmark {
  /** `Benchmark.key`. */
  key: string;
  label: string;
  metric: string | null;
  /** The task's customary metric; the others are offered beside it. */
  usual: boolean;
  models: string[];
  /** Items that all of `models` have. */
  items: number;
  /** Items that only some of `models` have: left out for all, so that scores are of the same items. */
  dropped: number;
  /** Every result is 0 or 1. */
  binary: boolean;
}

/** A file whose model neither its folder nor its name tells. It is not used before `nameModels`. */
export interface UnnamedSource {
  /** The file's path or name: the key to name it by. */
  source: string;
  task: string;
}

export interface ItemImport {
  title: string;
  /** Customary metrics first; each with at least one model. */
  benchmarks: ItemBenchmark[];
  models: string[];
  needsName: UnnamedSource[];
  /** At most `PROBLEMS_SHOWN`; `problemCount` is the true number. */
  problems: ImportProblem[];
  problemCount: number;
}

export interface ItemControl {
  signal?: AbortSignal;
  /** Bytes read of all bytes of the files, as they lie on the disk; never falling. */
  progress?: (bytes: number, total: number) => void;
}
