import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { defaultOptions, type DiagnosisOptions } from '$lib/coupling/options';
import type { ScoreTable } from '$lib/scores/table';
import { setOptions, type ScoreDocument } from '$lib/ui/edits';
import { FIRST_DRAWS, Session, type Diagnoser } from '$lib/ui/session.svelte';

const table = (families: string[]): ScoreTable => ({
  title: 'test',
  panel: null,
  benchmarks: [],
  models: families.map((family, i) => ({
    id: `${i}`,
    model: `m${i}`,
    family,
    paramsB: 1,
    scores: {},
    excluded: false,
    line: null,
  })),
});
const start = (families = ['X', 'X', 'Y']): ScoreDocument => ({
  table: table(families),
  options: defaultOptions(),
  partOf: null,
});

/** As much of a diagnosis as a session reads. */
const diagnosed = (family: string, digest: string) =>
  ({
    digest,
    input: { family, benchmark1: { key: 'a' }, benchmark2: { key: 'b' } },
    forecast: null,
    reasons: { forecast: 'later', family: 'kept' },
  }) as unknown as Diagnosis;

/** Answers when told to, with a digest that names the seed it was asked for. */
function diagnoser() {
  const asked: {
    table: ScoreTable;
    options: DiagnosisOptions;
    signal?: AbortSignal;
    answer: () => void;
    fail: (e: Error) => void;
    progress?: (f: number, s: string) => void;
  }[] = [];
  const fake: Diagnoser = {
    diagnose: (given, options, { signal, onProgress }) =>
      new Promise((resolve, reject) =>
        asked.push({
          table: given,
          options,
          signal,
          progress: onProgress,
          answer: () => resolve(diagnosed(given.models[0].family, `seed ${options.seed}`)),
          fail: reject,
        }),
      ),
  };
  return { fake, asked };
}
const flush = () => vi.advanceTimersByTimeAsync(0);
const seeded = (session: Session, seed: number) => session.edit((d) => setOptions(d, { seed }));

describe('Session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function opened(document = start()) {
    const { fake, asked } = diagnoser();
    const session = new Session(fake);
    session.start(document);
    await flush();
    await answerBoth(asked);
    return { session, asked };
  }

  /** The first diagnosis and the full one of the latest change. */
  async function answerBoth(asked: ReturnType<typeof diagnoser>['asked']) {
    asked.at(-1)?.answer();
    await flush();
    asked.at(-1)?.answer();
    await flush();
  }

  test('diagnoses the family in question only, and then rests', async () => {
    const { session, asked } = await opened();
    expect(asked[0].table.models).toHaveLength(2);
    expect([session.busy, session.diagnosis?.digest]).toEqual([false, 'seed 1']);
  });

  test('shows a first diagnosis with few draws, then the full one', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.at(-1)?.options.draws).toBe(FIRST_DRAWS);
    asked.at(-1)?.answer();
    await flush();
    expect([session.busy, session.diagnosis?.digest]).toEqual([true, 'seed 2']);
    expect(asked.at(-1)?.options.draws).toBe(defaultOptions().draws);
    asked.at(-1)?.answer();
    await flush();
    expect([session.busy, asked.length]).toEqual([false, 4]);
  });

  test('takes a burst of edits together, and the previous diagnosis stays meanwhile', async () => {
    const { session, asked } = await opened();
    for (const seed of [2, 3, 4]) seeded(session, seed);
    expect([session.busy, session.diagnosis?.digest]).toEqual([true, 'seed 1']);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(3);
    await answerBoth(asked);
    expect(session.diagnosis?.digest).toBe('seed 4');
  });

  test('asks as soon as the event has been handled, before any timer', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    seeded(session, 3);
    expect(asked).toHaveLength(2);
    await Promise.resolve();
    expect(asked).toHaveLength(3);
    expect(asked[2].options.seed).toBe(3);
  });

  test('a change during a first diagnosis lets it finish, then follows', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    await vi.advanceTimersByTimeAsync(100);
    seeded(session, 3);
    expect(asked[2].signal?.aborted).toBe(false);
    asked[2].answer();
    await flush();
    expect(session.diagnosis?.digest).toBe('seed 2');
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(4);
    await answerBoth(asked);
    expect([session.busy, session.diagnosis?.digest]).toEqual([false, 'seed 3']);
  });

  test('a change during a full diagnosis ends it', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    await vi.advanceTimersByTimeAsync(100);
    asked[2].answer();
    await flush();
    seeded(session, 3);
    expect(asked[3].signal?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    await answerBoth(asked);
    asked[3].answer();
    await flush();
    expect(session.diagnosis?.digest).toBe('seed 3');
  });

  test('a long computation shows its progress and can be cancelled', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    await vi.advanceTimersByTimeAsync(100);
    asked[2].progress?.(0.3, 'Phases');
    expect(session.progress).toBeNull();
    await vi.advanceTimersByTimeAsync(500);
    expect(session.progress).toEqual({ fraction: 0.3, stage: 'Phases' });
    session.cancel();
    expect(asked[2].signal?.aborted).toBe(true);
    expect([session.busy, session.cancelled, session.diagnosis?.digest]).toEqual([false, true, 'seed 1']);
    expect(session.current).toBeNull();
  });

  test('a failure is told in words, and no diagnosis of other scores stands beside it', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    await vi.advanceTimersByTimeAsync(100);
    asked[2].fail(new Error('X has one model. Add another.'));
    await flush();
    expect([session.failure, session.diagnosis, session.busy]).toEqual([
      'X has one model. Add another.',
      null,
      false,
    ]);
    session.undo();
    await vi.advanceTimersByTimeAsync(100);
    await answerBoth(asked);
    expect([session.failure, session.diagnosis?.digest]).toEqual([null, 'seed 1']);
  });

  test('whoever waits for it to settle is answered after the last change', async () => {
    const { session, asked } = await opened();
    seeded(session, 2);
    const settled = vi.fn();
    void session.settled().then(settled);
    await vi.advanceTimersByTimeAsync(100);
    asked[2].answer();
    await flush();
    expect(settled).not.toHaveBeenCalled();
    asked[3].answer();
    await flush();
    expect(settled).toHaveBeenCalledOnce();
  });

  test('a link is compared with its sender until it is edited, and again after undo', async () => {
    const { fake, asked } = diagnoser();
    const session = new Session(fake);
    session.start(start(), 'seed 1');
    await flush();
    await answerBoth(asked);
    expect(session.comparison).toEqual({ same: true, here: 'seed 1', sender: 'seed 1' });
    seeded(session, 2);
    expect(session.comparison).toBeNull();
    session.undo();
    await vi.advanceTimersByTimeAsync(100);
    await answerBoth(asked);
    expect(session.comparison?.same).toBe(true);
  });

  test('a family of a larger file is fetched once', async () => {
    const fetch = vi.fn(async (names: string[]) => table(names));
    const document = { ...start(['X']), partOf: { families: [], fetch } };
    const { session } = await opened(document);
    await session.chooseFamily('Z');
    await session.chooseFamily('X');
    await session.chooseFamily('Z');
    expect(fetch).toHaveBeenCalledExactlyOnceWith(['Z']);
    expect(session.family).toBe('Z');
  });

  test('a family that can no longer be fetched is a failure in words', async () => {
    const fetch = () => Promise.reject(new Error('Another file has been opened since.'));
    const { session } = await opened({ ...start(['X']), partOf: { families: [], fetch } });
    await session.chooseFamily('Z');
    expect(session.failure).toBe('Another file has been opened since.');
  });
});
