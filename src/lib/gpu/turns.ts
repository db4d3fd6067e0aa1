/**
 * GPU side of the critical-scale simulation; twin: src/lib/coupling/turns.ts, same job, same random words. Contract: the
 * tallies depend on the job and the device alone, not on how it was cut into dispatches; counts agree with the twin's
 * within 1e-3 of the draws, vertices to a bin.
 */
import turns from '$shaders/turns.wgsl?raw';
import { readBack, withBuffers } from './buffers';
import { MOST_GROUPS, partOf, runPortions, WORKGROUP_SIZE, type KernelText } from './compute';
import type { Gpu } from './device';
import type { KernelControl } from './kernel';
import {
  checkTurns,
  FINE_BINS,
  hasShared,
  noTurns,
  type TurningLine,
  type TurnsJob,
  type TurnTallies,
} from './turnsJob';

/** For tests: what must not change the tallies. */
export interface TurnsTuning {
  /** Invocations in a workgroup, at most 256. */
  workgroupSize?: number;
  /** Scores re-noised in one dispatch; by default the device's speed decides. */
  portion?: number;
}

const kernel: KernelText = { label: 'turns', what: 'the critical-scale simulation', code: turns };
/** Fields of `Line` and `Model` in the shader. */
const LINE_WORDS = 5;
const MODEL_WORDS = 4;
/** Lines of one answer: 64 MiB of bins, half of what every device binds. */
const MOST_LINES = 1024;
/** Draws of one invocation in a dispatch, about. */
const DRAWS_PER_INVOCATION = 8;

/**
 * Where each line's draws turn.
 * @throws RangeError for an impossible job; GpuLostError; GpuRefusedError; the signal's reason
 */
export async function turnsOnGpu(
  gpu: Gpu,
  job: TurnsJob,
  control: KernelControl = {},
  { workgroupSize = WORKGROUP_SIZE, portion }: TurnsTuning = {},
): Promise<TurnTallies> {
  checkTurns(job);
  control.signal?.throwIfAborted();
  const tallies = noTurns(job);
  const count = job.lines.length;
  for (let first = 0; first < count; first += MOST_LINES) {
    const lines = job.lines.slice(first, first + MOST_LINES);
    const bins = await withBuffers(gpu, async (scope) => {
      const buffers = await scope.storage('the critical-scale simulation’s buffers', {
        ...packLines(lines),
        bins: lines.length * 2 * FINE_BINS * 4,
      });
      await runPortions(gpu, kernel, scope, {
        buffers: [buffers.lines, buffers.models, buffers.bins],
        total: job.draws,
        weight: lines.reduce((sum, { b2 }) => sum + b2.length, 0) / 2,
        uniform: (from, to) => Uint32Array.of(job.seed, 0, from, to),
        groups: (draws) => [
          Math.min(MOST_GROUPS, Math.ceil(draws / (workgroupSize * DRAWS_PER_INVOCATION))),
          lines.length,
        ],
        control: partOf(control, first / count, Math.min(1, (first + MOST_LINES) / count)),
        workgroupSize,
        portion,
      });
      return new Uint32Array(await readBack(gpu, 'the turning draws', buffers.bins));
    });
    for (let i = 0; i < lines.length; i++) {
      const at = 2 * FINE_BINS * i;
      tallies.up.set(bins.subarray(at, at + FINE_BINS), (first + i) * FINE_BINS);
      tallies.down.set(bins.subarray(at + FINE_BINS, at + 2 * FINE_BINS), (first + i) * FINE_BINS);
    }
  }
  return tallies;
}

/** Scores around their mean, by one factor with their noise and the leg; sizes in bins. Scaled in f64, so that f32 loses nothing that matters. */
function packLines(lines: TurningLine[]): Record<'lines' | 'models', ArrayBuffer> {
  const modelCount = lines.reduce((sum, { b2 }) => sum + b2.length, 0);
  const packed = new ArrayBuffer(lines.length * LINE_WORDS * 4);
  const lineWords = new Uint32Array(packed);
  const lineNumbers = new Float32Array(packed);
  const models = new Float32Array(modelCount * MODEL_WORDS);
  let firstModel = 0;
  lines.forEach((line, i) => {
    const { logSize, b2, own, shared, leg, stream } = line;
    const n = b2.length;
    const centre = b2.reduce((sum, score) => sum + score, 0) / n;
    const largest = Math.max(leg, ...own, ...b2.map((score) => Math.abs(score - centre)));
    const scale = largest > 0 ? 1 / largest : 1;
    const perLogSize = FINE_BINS / (logSize[n - 1] - logSize[0]);
    lineWords.set([firstModel, n, stream, hasShared(line) ? 1 : 0], i * LINE_WORDS);
    lineNumbers[i * LINE_WORDS + 4] = leg * scale;
    for (let m = 0; m < n; m++) {
      const place = (logSize[m] - logSize[0]) * perLogSize;
      const scaled = [b2[m] - centre, own[m], shared[m]].map((value) => value * scale);
      models.set([place, ...scaled], (firstModel + m) * MODEL_WORDS);
    }
    firstModel += n;
  });
  return { lines: packed, models: models.buffer };
}
