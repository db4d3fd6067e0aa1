import { describe, expect, test } from 'vitest';
import { GpuLostError, type Gpu } from '../../../src/lib/gpu/device';
import type { PhaseCounts, PhaseJob } from '../../../src/lib/gpu/kernel';
import { cpuBackend, openBackend, type GpuAccess } from '../../../src/lib/coupling/backend';

const job: PhaseJob = {
  seed: 1,
  draws: 2000,
  delta1: Float64Array.of(5),
  delta2: Float64Array.of(-2),
  sd1: Float64Array.of(0.6),
  sd2: Float64Array.of(2),
  stream: Uint32Array.of(0),
};
const counts: PhaseCounts = {
  tax: Uint32Array.of(1),
  transition: Uint32Array.of(2),
  bonus: Uint32Array.of(3),
};

/** A stand-in for the machine: a device that answers, or fails, as told. */
function machine(answer: () => Promise<PhaseCounts>) {
  let lose: (error: GpuLostError) => void = () => undefined;
  const lost = new Promise<GpuLostError>((resolve) => (lose = resolve));
  let asked = 0;
  const access: GpuAccess = {
    open: async () => ({ adapter: 'Test adapter', lost }) as unknown as Gpu,
    run: () => {
      asked++;
      return answer() as never;
    },
  };
  return { access, lose: (message: string) => lose(new GpuLostError(message)), asked: () => asked };
}

describe('backend', () => {
  test('is the CPU where no adapter opens', async () => {
    const backend = await openBackend({ ...machine(async () => counts).access, open: async () => null });
    expect(backend).toMatchObject({ kind: 'cpu', adapter: null, note: null });
    const answer = await backend.run('phases', job);
    expect(answer.answer).toEqual((await cpuBackend().run('phases', job)).answer);
  });

  test('is the GPU where there is one, by name', async () => {
    const backend = await openBackend(machine(async () => counts).access);
    expect(backend).toMatchObject({ kind: 'webgpu', adapter: 'Test adapter' });
    expect(await backend.run('phases', job)).toEqual({
      answer: counts,
      backend: { kind: 'webgpu', adapter: 'Test adapter', note: null },
    });
  });

  test('computes on the CPU, and says so, when the device is lost or refuses during the work', async () => {
    const { access, asked } = machine(async () => {
      throw new GpuLostError('The GPU device was lost (unknown): reset');
    });
    const backend = await openBackend(access);
    const cpu = await cpuBackend().run('phases', job);
    for (let time = 0; time < 2; time++) {
      const answer = await backend.run('phases', job);
      expect(answer.answer).toEqual(cpu.answer);
      expect(answer.backend.kind).toBe('cpu');
      expect(answer.backend.note).toBe(
        'computed on the CPU instead of Test adapter: The GPU device was lost (unknown): reset',
      );
    }
    expect(asked()).toBe(1);
  });

  test('does not ask a device that was lost between two jobs', async () => {
    const { access, lose, asked } = machine(async () => counts);
    const backend = await openBackend(access);
    await backend.run('phases', job);
    lose('gone');
    await Promise.resolve();
    expect((await backend.run('phases', job)).backend).toMatchObject({ kind: 'cpu' });
    expect(asked()).toBe(1);
  });

  test('passes a cancel on instead of starting over on the CPU', async () => {
    const controller = new AbortController();
    const { access } = machine(async () => {
      controller.abort();
      return controller.signal.throwIfAborted() as never;
    });
    const backend = await openBackend(access);
    await expect(backend.run('phases', job, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(backend.kind).toBe('webgpu');
  });

  test('a job that no kernel takes goes to the CPU, and the device stays in use', async () => {
    const { access } = machine(async () => counts);
    let asked = 0;
    const backend = await openBackend({
      ...access,
      run: (gpu, kind, given, control) => (asked++ === 0 ? null : access.run(gpu, kind, given, control)),
    });
    const cpu = await cpuBackend().run('phases', job);
    expect((await backend.run('phases', job)).answer).toEqual(cpu.answer);
    expect((await backend.run('phases', job)).answer).toEqual(counts);
  });

  test('the CPU side is whatever computes the twins', async () => {
    const asked: string[] = [];
    const backend = await openBackend(
      { ...machine(async () => counts).access, open: async () => null },
      (kind) => {
        asked.push(kind);
        return Promise.resolve(counts as never);
      },
    );
    expect((await backend.run('phases', job)).answer).toBe(counts);
    expect(asked).toEqual(['phases']);
  });
});
