/** CPU twin of shaders/head-cosines.wgsl: cosines of every output of one capability's prompts with every one of the other's. */
import {
  checkHeadCosines,
  unitLength,
  type HeadCosines,
  type HeadCosinesJob,
} from '../../gpu/headCosinesJob';
import { pacer, type PortionControl } from '../../stats/portions';

/** @throws RangeError for an impossible job; the signal's reason when aborted */
export async function pairCosinesOnCpu(
  job: HeadCosinesJob,
  control: PortionControl = {},
): Promise<HeadCosines> {
  checkHeadCosines(job);
  const { units, dims, first, second, bound } = job;
  const outputs1 = unitLength(first, units, dims, dims);
  const outputs2 = unitLength(second, units, dims, dims);
  const answer: HeadCosines = { below: new Uint32Array(units), mean: new Float64Array(units) };
  const pause = pacer(control.signal);
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    let below = 0;
    for (let a = 0; a < first.rows; a++) {
      await pause();
      const mine = (unit * first.rows + a) * dims;
      for (let b = 0; b < second.rows; b++) {
        const its = (unit * second.rows + b) * dims;
        let cosine = 0;
        for (let j = 0; j < dims; j++) cosine += outputs1[mine + j] * outputs2[its + j];
        if (cosine < bound) below++;
        sum += cosine;
      }
    }
    answer.mean[unit] = sum / (first.rows * second.rows);
    answer.below[unit] = Number.isNaN(sum) ? 0 : below;
    control.onProgress?.((unit + 1) / units);
  }
  control.signal?.throwIfAborted();
  return answer;
}
