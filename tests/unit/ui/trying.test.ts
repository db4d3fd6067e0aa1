import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnosis } from '$lib/coupling/diagnosis';
import { defaultOptions, type DiagnosisOptions } from '$lib/coupling/options';
import { setOptions } from '$lib/ui/edits';
import { FIRST_DRAWS, Session, type Diagnoser } from '$lib/ui/session.svelte';
import { Trying } from '$lib/ui/trying.svelte';
import { sample } from '../export/sample';

const table = { title: 'test', panel: null, benchmarks: [], models: [] };

/** Answers by hand, as the worker does: a newer call ends the one under way. */
function diagnoser() {
  const asked: { options: DiagnosisOptions; answer: () => void; done: boolean }[] = [];
  let end: (reason: Error) => void = () => undefined;
  const fake: Diagnoser = {
    diagnose: (_, options, { signal }) => {
      end(new DOMException('newer', 'AbortError'));
      return new Promise((resolve, reject) => {
        const call = { options, answer: () => undefined as void, done: false };
        const settle = (how: () => void) => () => {
          call.done = true;
          how();
        };
        call.answer = settle(() => resolve({ ...sample(), options } as Diagnosis));
        end = (reason) => settle(() => reject(reason))();
        signal?.addEventListener('abort', () => settle(() => reject(signal.reason as Error))());
        asked.push(call);
      });
    },
  };
  const last = () => asked[asked.length - 1];
  return { fake, asked, last };
}

const flush = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('a trial beside the session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function opened() {
    const { fake, asked, last } = diagnoser();
    const session = new Session(fake);
    session.start({ table, options: defaultOptions(), partOf: null });
    await flush();
    await answerBoth();
    const trying = new Trying(session, fake);
    async function answerBoth() {
      last().answer();
      await flush();
      last().answer();
      await flush();
    }
    return { session, trying, asked, last, answerBoth };
  }

  test('is diagnosed twice with its own options, and leaves the document alone', async () => {
    const { session, trying, asked, last, answerBoth } = await opened();
    const before = session.document;
    trying.set({ itemCorrelation: 0.6 });
    await flush();
    expect(last().options).toMatchObject({ itemCorrelation: 0.6, draws: FIRST_DRAWS });
    expect([trying.busy, trying.diagnosis]).toEqual([true, null]);
    await answerBoth();
    expect(asked).toHaveLength(4);
    expect(trying.diagnosis?.options).toMatchObject({ itemCorrelation: 0.6, draws: 100_000 });
    expect([trying.busy, session.document, session.diagnosis?.options.itemCorrelation]).toEqual([
      false,
      before,
      0,
    ]);
  });

  test('a burst of sliding is taken together, and the last position wins', async () => {
    const { trying, asked, last, answerBoth } = await opened();
    for (const rho of [0.1, 0.2, 0.3]) trying.set({ itemCorrelation: rho });
    await flush();
    expect(asked).toHaveLength(3);
    trying.set({ itemCorrelation: 0.4 });
    last().answer();
    await flush();
    expect(trying.diagnosis?.options.itemCorrelation).toBe(0.3);
    await answerBoth();
    expect(trying.diagnosis?.options.itemCorrelation).toBe(0.4);
  });

  test('waits while the session is diagnosing, and follows its document', async () => {
    const { session, trying, asked, last, answerBoth } = await opened();
    trying.set({ runSd: 1 });
    await flush();
    await answerBoth();
    session.edit((d) => setOptions(d, { seed: 5 }));
    expect(trying.diagnosis).toBeNull();
    trying.follow();
    await flush(100);
    expect(last().options).toMatchObject({ seed: 5, runSd: 0 });
    await answerBoth();
    expect(asked).toHaveLength(7);
    expect(last().options).toMatchObject({ seed: 5, runSd: 1 });
    await answerBoth();
    expect(trying.diagnosis?.options.seed).toBe(5);
  });

  test('an edit that ends a running trial has it made again', async () => {
    const { session, trying, last, answerBoth } = await opened();
    trying.set({ runSd: 1 });
    await flush();
    last().answer();
    await flush();
    session.edit((d) => setOptions(d, { seed: 6 }));
    await flush(100);
    expect(last().options.runSd).toBe(0);
    await answerBoth();
    await answerBoth();
    expect(trying.diagnosis?.options).toMatchObject({ seed: 6, runSd: 1 });
    expect(trying.busy).toBe(false);
  });

  test('keeping makes it one step of the document; resetting leaves nothing behind', async () => {
    const { session, trying, answerBoth } = await opened();
    trying.set({ itemCorrelation: 0.6, runSd: 2 });
    await flush();
    await answerBoth();
    trying.keep();
    expect(session.document?.options).toMatchObject({ itemCorrelation: 0.6, runSd: 2 });
    expect([trying.active, trying.diagnosis]).toEqual([false, null]);
    await flush(100);
    await answerBoth();
    session.undo();
    expect(session.document?.options).toMatchObject({ itemCorrelation: 0, runSd: 0 });

    trying.set({ runSd: 3 });
    trying.reset();
    await flush(1000);
    expect([trying.active, trying.busy, trying.diagnosis]).toEqual([false, false, null]);
  });
});
