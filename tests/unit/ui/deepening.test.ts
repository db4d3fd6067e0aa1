import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { defaultOptions } from '$lib/coupling/options';
import type { ScoreTable } from '$lib/scores/table';
import { carriedOver, withSections, type Deepened } from '$lib/ui/deepening';
import { setOptions } from '$lib/ui/edits';
import { Session, type Diagnoser } from '$lib/ui/session.svelte';

const diagnosed = (digest: string, family = 'X') =>
  ({
    digest,
    input: { family, benchmark1: { key: 'a' }, benchmark2: { key: 'b' } },
    forecast: null,
    reasons: { forecast: 'later', 'family.pearson': 'kept' },
  }) as unknown as Diagnosis;
const sections = (forecast: object | null, reasons: Record<string, string> = {}) =>
  ({ forecast, reasons }) as unknown as Deepened;
const table: ScoreTable = {
  title: 't',
  panel: null,
  benchmarks: [],
  models: [
    { id: 'r', model: 'm', family: 'X', paramsB: 1, scores: {}, excluded: false, line: null },
    { id: 's', model: 'n', family: 'Y', paramsB: 1, scores: {}, excluded: false, line: null },
  ],
};

describe('sections of a diagnosis', () => {
  test('replace the reasons why there were none, and no others', () => {
    const deep = withSections(diagnosed('1'), sections({ times: 10 }, { 'forecast.sparse': 'refused' }));
    expect(deep.forecast).toEqual({ times: 10 });
    expect(deep.reasons).toEqual({ 'family.pearson': 'kept', 'forecast.sparse': 'refused' });
  });

  test('are carried over to the next diagnosis of the same family and benchmarks only', () => {
    const before = withSections(diagnosed('1'), sections({ times: 10 }));
    expect(carriedOver(diagnosed('2'), before)).toMatchObject({ digest: '2', forecast: { times: 10 } });
    expect(carriedOver(diagnosed('2', 'Y'), before).forecast).toBeNull();
    expect(carriedOver(diagnosed('2'), null).forecast).toBeNull();
  });
});

describe('a session with sections', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const flush = () => vi.advanceTimersByTimeAsync(100);

  function opened() {
    const deep: { signal?: AbortSignal; answer(d: Deepened): void; fail(e: Error): void }[] = [];
    const diagnoser: Diagnoser = {
      diagnose: (given, { seed }) => Promise.resolve(diagnosed(`seed ${seed}`, given.models[0].family)),
      deepen: (_, __, { signal }) => new Promise((answer, fail) => deep.push({ signal, answer, fail })),
    };
    const session = new Session(diagnoser);
    session.start({ table, options: defaultOptions(), partOf: null });
    return { session, deep };
  }

  test('the verdict stands first, the sections follow', async () => {
    const { session, deep } = opened();
    await flush();
    expect([session.busy, session.deepening, session.diagnosis?.forecast]).toEqual([false, true, null]);
    const complete = vi.fn();
    void session.complete().then(complete);
    await flush();
    expect(complete).not.toHaveBeenCalled();
    deep[0].answer(sections({ times: 10 }));
    await flush();
    expect(complete).toHaveBeenCalledOnce();
    expect([session.deepening, session.diagnosis?.forecast]).toEqual([false, { times: 10 }]);
  });

  test('an edit ends the sections under way; those of the same family stay until there are newer ones', async () => {
    const { session, deep } = opened();
    await flush();
    deep[0].answer(sections({ times: 10 }));
    await flush();
    session.edit((d) => setOptions(d, { seed: 2 }));
    await flush();
    expect([session.diagnosis?.digest, session.diagnosis?.forecast]).toEqual(['seed 2', { times: 10 }]);
    session.edit((d) => setOptions(d, { seed: 3 }));
    await flush();
    expect(deep[1].signal?.aborted).toBe(true);
    deep[1].answer(sections({ times: 7 }));
    deep[2].answer(sections({ times: 9 }));
    await flush();
    expect(session.diagnosis?.forecast).toEqual({ times: 9 });
    session.edit((d) => setOptions(d, { family: 'Y' }));
    await flush();
    expect(session.diagnosis?.forecast).toBeNull();
  });

  test('a failure leaves the verdict standing, and every section says why it is missing', async () => {
    const { session, deep } = opened();
    await flush();
    deep[0].fail(new Error('no panel'));
    await flush();
    expect([session.failure, session.diagnosis?.digest, session.deepening]).toEqual([null, 'seed 1', false]);
    expect(session.diagnosis?.reasons.interventions).toBe('could not be computed: no panel');
  });
});
