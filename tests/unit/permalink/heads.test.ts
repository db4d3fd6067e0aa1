import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultHeadsState, HEAD_MODES, SET_IDS, type HeadsState } from '../../../src/lib/models/heads/state';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { LENGTH_LIMIT } from '../../../src/lib/permalink/encode';
import { PermalinkError } from '../../../src/lib/permalink/error';
import { decodeHeads, encodeHeads } from '../../../src/lib/permalink/heads';
import { ITEMS_IN_LINK } from '../../../src/lib/permalink/headsWire';

const fragmentOf = (json: unknown) =>
  `#d=${deflateRawSync(Buffer.from(JSON.stringify(json))).toString('base64url')}`;
const through = async (state: HeadsState) => decodeHeads((await encodeHeads(state)).fragment);

const words = fc.stringMatching(/^[A-Za-z0-9 ?.]{1,30}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const dtype = fc.constantFrom('fp32', 'q4', 'int8');
const model = fc.option(
  fc.oneof(
    fc.record({
      kind: fc.constant('bundled' as const),
      id: fc.constantFrom('organism-4x96', 'toy_2'),
      revision: fc.constant(null),
      dtype,
      digest: fc.option(digest),
    }),
    fc.record({
      kind: fc.constant('hub' as const),
      id: fc.constantFrom('onnx-community/Qwen3-0.6B-ONNX', 'gpt2'),
      revision: fc.option(fc.constantFrom('main', 'a1b2')),
      dtype,
      digest: fc.option(digest),
    }),
    fc.record({
      kind: fc.constant('folder' as const),
      id: words,
      revision: fc.constant(null),
      dtype,
      digest,
    }),
  ),
);
const set = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), set: fc.constantFrom(...SET_IDS) }),
  fc.record({
    kind: fc.constant('own' as const),
    title: words,
    items: fc.array(
      fc
        .record({ context: words, correct: words, incorrect: words })
        .filter(({ correct, incorrect }) => correct !== incorrect),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);
const place = fc.integer({ min: 0, max: 999 });
const anyState: fc.Arbitrary<HeadsState> = fc.record({
  ...{ model, beside: model, first: set, second: set },
  mode: fc.constantFrom(...HEAD_MODES),
  head: fc.option(fc.record({ layer: place, head: place })),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
});

describe('a link of the Heads page', () => {
  test('gives back every state', () =>
    fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        expect(await through(state)).toEqual(state);
      }),
      { numRuns: 100 },
    ));

  test('missing fields take their defaults', async () =>
    expect(await decodeHeads(fragmentOf({ v: 1, page: 'heads' }))).toEqual(defaultHeadsState()));

  test('leaves out sets that are too large, and says so', async () => {
    const items = Array.from({ length: ITEMS_IN_LINK + 1 }, (_, i) => ({
      context: `Question ${i}`,
      correct: 'yes',
      incorrect: 'no',
    }));
    const state: HeadsState = {
      ...defaultHeadsState(),
      second: { kind: 'own', title: 'Mine', items },
      mode: 'published',
    };
    const { fragment, reduced, tooLong } = await encodeHeads(state);
    expect([reduced, tooLong]).toEqual([true, false]);
    expect(fragment.length).toBeLessThan(LENGTH_LIMIT);
    expect(await decodeHeads(fragment)).toEqual({ ...defaultHeadsState(), mode: 'published' });
  });

  test('is refused with a sentence when it cannot be used', async () => {
    const hub = (id: string) => ({ v: 1, page: 'heads', model: { kind: 'hub', id, dtype: 'q4' } });
    for (const [json, words] of [
      [{ v: 1, page: 'steer' }, 'no state of the Heads page'],
      [hub('https://elsewhere.example/x'), 'a model’s id of the form owner/name'],
      [hub('../x'), 'a model’s id of the form owner/name'],
      [{ v: 1, page: 'heads', first: { kind: 'set', set: 'flattery' } }, 'first'],
      [
        { v: 1, page: 'heads', first: { kind: 'own', title: 'Mine', items: [['a', 'b', 'b']] } },
        'two different answers',
      ],
      [{ v: 1, page: 'heads', head: { layer: -1, head: 0 } }, 'head.layer'],
    ] as const) {
      const refused = decodeHeads(fragmentOf(json));
      await expect(refused).rejects.toThrow(PermalinkError);
      await expect(refused).rejects.toThrow(words);
    }
    await expect(decodePermalink(fragmentOf({ v: 1, page: 'heads' }))).rejects.toThrow('another page');
    expect(await decodeHeads('#top')).toBeNull();
  });
});
