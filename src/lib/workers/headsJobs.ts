/** What the Heads page asks of the loaded model: sets become tokens here, where the tokeniser is, and the GPU is opened here. */
import { openGpu, type Gpu } from '../gpu/device';
import { ablateHead, type HeadPlace } from '../models/heads/ablation';
import { prepareCapability, type Capability } from '../models/heads/capability';
import { openHeadCompute } from '../models/heads/compute';
import type { ContrastSet } from '../models/heads/contrast';
import { headProjections } from '../models/heads/pairProjections';
import { scanHeads } from '../models/heads/scan';
import type { HeadScan } from '../models/heads/scanResult';
import type { LanguageModel } from '../models/languageModel';
import type { JobControl } from './jobs';

/** Two capabilities as text. */
export interface AskedSets {
  sets: readonly [ContrastSet, ContrastSet];
}

/** A scan, and what became of each set's items. */
export interface ScanAnswer {
  scan: HeadScan;
  /** By capability. */
  sets: [UsedItems, UsedItems];
  /** Wall-clock time of the scan, seconds. */
  seconds: number;
}

export interface UsedItems {
  /** Items that no scan sees. */
  heldOut: number;
  dropped: Capability['dropped'];
}

/** One device for all scans of this worker; a lost one is opened anew. */
let gpu: Promise<Gpu | null> | null = null;
const openedGpu = (): Promise<Gpu | null> =>
  (gpu ??= openGpu().then((opened) => {
    void opened?.lost.then(() => (gpu = null));
    return opened;
  }));

export const HEADS_JOBS = {
  scan: async (
    model: LanguageModel,
    { sets, seed }: AskedSets & { seed: number },
    control: JobControl,
  ): Promise<ScanAnswer> => {
    const started = performance.now();
    const [first, second] = prepared(model, sets);
    const compute = openHeadCompute(await openedGpu());
    const scan = await scanHeads(model, { first, second, seed }, compute, control);
    const used = ({ heldOut, dropped }: Capability): UsedItems => ({ heldOut: heldOut.length, dropped });
    return {
      scan,
      sets: [used(first), used(second)],
      seconds: (performance.now() - started) / 1000,
    };
  },

  ablate: (
    model: LanguageModel,
    { sets, target, factor, seed }: AskedSets & { target: HeadPlace; factor: number; seed: number },
    control: JobControl,
  ) => ablateHead(model, { target, factor, capabilities: prepared(model, sets), seed }, control),

  projectPairs: (
    model: LanguageModel,
    { sets, place }: AskedSets & { place: HeadPlace },
    control: JobControl,
  ) => headProjections(model, { place, capabilities: prepared(model, sets) }, control),
};

const prepared = (
  model: LanguageModel,
  [first, second]: AskedSets['sets'],
): readonly [Capability, Capability] => [prepareCapability(model, first), prepareCapability(model, second)];
