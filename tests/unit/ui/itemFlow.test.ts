import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnosis, ItemBootstrap } from '$lib/coupling/diagnosis';
import { defaultOptions } from '$lib/coupling/options';
import type { ScoreDocument } from '$lib/ui/edits';
import { ItemFlow, itemOriginWords, type ItemResampler } from '$lib/ui/itemFlow.svelte';
import { Session, type Diagnoser } from '$lib/ui/session.svelte';
import { sample } from '../export/sample';

const DIGESTS: [string, string] = ['a'.repeat(64), 'b'.repeat(64)];
const bootstrapOf = (pair: readonly [string, string]) =>
  ({ benchmarks: [...pair], digests: DIGESTS }) as unknown as ItemBootstrap;

const document = (
  generation: number | null,
  digests: Record<string, string> | null = null,
): ScoreDocument => ({
  table: { title: 't', panel: null, benchmarks: [], models: [] },
  options: defaultOptions(),
  partOf: null,
  items: { generation, digests },
});

describe('the results of single items beside a session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp(resampler: Partial<ItemResampler> = {}) {
    const given: (ItemBootstrap | null | undefined)[] = [];
    const fake: Diagnoser = {
      diagnose: async (_, options, { items }) => {
        given.push(items);
        return { ...sample(), options } as Diagnosis;
      },
    };
    const session = new Session(fake);
    const bootstrap = vi.fn<ItemResampler['bootstrap']>(async (pair) => bootstrapOf(pair));
    const flow = new ItemFlow(
      session,
      () => ({ bootstrap, ...resampler }),
      () => 1,
    );
    const follow = () => flow.follow(session.document, session.current);
    return { session, flow, bootstrap, given, follow };
  }
  const flush = () => vi.advanceTimersByTimeAsync(50);

  test('once a diagnosis stands the bootstrap of its models and pair is made, once, and given to it', async () => {
    const { session, bootstrap, given, follow } = setUp();
    session.start(document(1));
    follow();
    expect(bootstrap).not.toHaveBeenCalled();
    await flush();
    follow();
    follow();
    await flush();
    const [first, second] = [sample().input.benchmark1.key, sample().input.benchmark2.key];
    expect(bootstrap).toHaveBeenCalledOnce();
    // The model of a size that is taken already is not joined.
    expect(bootstrap.mock.calls[0][0]).toEqual([first, second]);
    expect(bootstrap.mock.calls[0][1].models.map(({ model }) => model)).toEqual([
      'nimbus-70m',
      'nimbus-410m',
    ]);
    expect(given.at(-1)?.benchmarks).toEqual([first, second]);
    follow();
    await flush();
    expect(bootstrap).toHaveBeenCalledOnce();
  });

  test('of items that are not here, or not any more, nothing is asked', async () => {
    for (const other of [document(null), document(0), { ...document(1), items: null }]) {
      const { session, bootstrap, follow, given } = setUp();
      session.start(other);
      await flush();
      follow();
      await flush();
      expect(bootstrap).not.toHaveBeenCalled();
      expect(given.every((items) => items === null)).toBe(true);
    }
  });

  test('what fails is said, and the formula stays', async () => {
    const { session, flow, follow } = setUp({
      bootstrap: () => Promise.reject(new RangeError('no item results of m')),
    });
    session.start(document(1));
    await flush();
    follow();
    await flush();
    expect(flow.failure).toMatch(/no item results of m.*formula/);
  });
});

describe('item results and a link', () => {
  const [first, second] = ['k1', 'k2'];
  const here = bootstrapOf([first, second]);

  test('a receiver is told that the sender had them, and whether the dropped ones are the same', () => {
    const sender = { [first]: DIGESTS[0], [second]: DIGESTS[1] };
    expect(itemOriginWords({ generation: null, digests: sender }, null)).toMatch(
      /drop the same samples logs/,
    );
    expect(itemOriginWords({ generation: 2, digests: sender }, null)).toBeNull();
    expect(itemOriginWords({ generation: 2, digests: sender }, here)).toMatch(/are the sender’s/);
    const other = { ...sender, [second]: 'c'.repeat(64) };
    expect(itemOriginWords({ generation: 2, digests: other }, here)).toMatch(/are not those of the sender/);
  });

  test('nothing is said where there is nothing to compare', () => {
    expect(itemOriginWords(null, here)).toBeNull();
    expect(itemOriginWords({ generation: 1, digests: null }, here)).toBeNull();
    expect(itemOriginWords({ generation: 1, digests: { other: 'd' } }, here)).toBeNull();
  });
});
