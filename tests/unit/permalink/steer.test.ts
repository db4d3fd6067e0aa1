import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSteerState, type SteerState } from '../../../src/lib/models/steering/state';
import { toBase64url } from '../../../src/lib/permalink/base64url';
import { deflate } from '../../../src/lib/permalink/compress';
import { encodeFrontier } from '../../../src/lib/permalink/frontier';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { decodeSteer, encodeSteer } from '../../../src/lib/permalink/steer';
import { PAIRS_IN_LINK } from '../../../src/lib/permalink/steerWire';
import { defaultFrontierState } from '../../../src/lib/frontier/state';

const linkOf = async (json: object) =>
  `#d=${toBase64url(await deflate(new TextEncoder().encode(JSON.stringify(json))))}`;
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const plain = fc
  .stringMatching(/^[A-Za-z0-9 ,’é]{1,30}$/)
  .map((text) => text.trim())
  .filter((text) => text !== '');
const pair = fc
  .record({ template: plain.map((text) => `${text} is {}.`), right: plain, wrong: plain })
  .filter(({ right, wrong }) => right !== wrong);
const model = fc.oneof(
  fc.record({
    kind: fc.constant('bundled' as const),
    id: fc.constantFrom('organism-4x96', 'tiny_2'),
    revision: fc.constant(null),
    dtype: fc.constant('fp16'),
    digest: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('hub' as const),
    id: fc.constantFrom('gpt2', 'owner/name-0.5B_x'),
    revision: fc.option(fc.constantFrom('main', 'c0ffee')),
    dtype: fc.constantFrom('q4', 'fp32'),
    digest: fc.option(digest),
  }),
  fc.record({
    kind: fc.constant('folder' as const),
    id: plain,
    revision: fc.constant(null),
    dtype: fc.constant('fp32'),
    digest,
  }),
);
const state: fc.Arbitrary<SteerState> = fc.record({
  model: fc.option(model),
  pairs: fc.oneof(
    fc.record({
      kind: fc.constant('set' as const),
      set: fc.constantFrom('general' as const, 'facts' as const),
    }),
    fc.record({ kind: fc.constant('own' as const), pairs: fc.array(pair, { minLength: 1, maxLength: 5 }) }),
  ),
  readAt: fc.constantFrom('object' as const, 'last' as const, 'mean' as const),
  layer: fc.option(fc.integer({ min: 0, max: 80 })),
  alpha: fc.double({ min: -4, max: 4, noNaN: true }).map((x) => x + 0),
  controls: fc.integer({ min: 1, max: 16 }),
  prompt: fc.stringMatching(/^[A-Za-z .\n\t]{0,60}$/),
  temperature: fc.double({ min: 0, max: 5, noNaN: true }).map((x) => x + 0),
  maxTokens: fc.integer({ min: 1, max: 512 }),
  seed: fc.nat(0xffffffff),
});

describe('a Steer link', () => {
  test('gives the state back', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (one) => {
        const { fragment, reduced } = await encodeSteer(one);
        expect(reduced).toBe(false);
        expect(await decodeSteer(fragment)).toEqual(one);
      }),
      { numRuns: 80 },
    );
  });

  test('needs nothing but its page: what is missing takes its default', async () => {
    expect(await decodeSteer(await linkOf({ v: 1, page: 'steer' }))).toEqual(defaultSteerState());
    expect(await decodeSteer('#top')).toBeNull();
  });

  test('leaves out pairs that are too many', async () => {
    const pairs = Array.from({ length: PAIRS_IN_LINK + 1 }, (_, i) => ({
      template: `Number ${i} is {}.`,
      right: 'a',
      wrong: 'b',
    }));
    const { fragment, reduced } = await encodeSteer({
      ...defaultSteerState(),
      pairs: { kind: 'own', pairs },
    });
    expect(reduced).toBe(true);
    expect((await decodeSteer(fragment))?.pairs).toEqual({ kind: 'set', set: 'general' });
  });

  test.each([
    [{ model: { kind: 'hub', id: '../../etc', dtype: 'fp32' } }, /model\.id/],
    [{ model: { kind: 'hub', id: 'a/b/../c', dtype: 'fp32' } }, /model\.id/],
    [{ model: { kind: 'hub', id: 'a/b', revision: '../x', dtype: 'fp32' } }, /model\.revision/],
    [{ model: { kind: 'bundled', id: 'a/b', dtype: 'fp32' } }, /model\.id/],
    [{ model: { kind: 'folder', id: 'mine', dtype: 'fp32' } }, /model\.digest/],
    [{ model: { kind: 'elsewhere', id: 'x', dtype: 'fp32' } }, /model/],
    [{ pairs: [['no slot', 'a', 'b']] }, /pairs/],
    [{ pairs: [] }, /pairs/],
    [{ alpha: 5 }, /alpha/],
    [{ layer: -1 }, /layer/],
    [{ seed: 2 ** 32 }, /seed/],
    [{ maxTokens: 1e9 }, /maxTokens/],
    [{ prompt: 'x'.repeat(4001) }, /prompt/],
  ])('is refused with the place: %j', async (fields, place) => {
    const link = await linkOf({ v: 1, page: 'steer', ...fields });
    await expect(decodeSteer(link)).rejects.toThrow(place);
    await expect(decodeSteer(link)).rejects.toThrow(/does not hold a usable state of the Steer page/);
  });

  test('of another page is told so, here and there', async () => {
    const { fragment } = await encodeFrontier(defaultFrontierState());
    await expect(decodeSteer(fragment)).rejects.toThrow(/no state of the Steer page/);
    const steer = await encodeSteer(defaultSteerState());
    await expect(decodePermalink(steer.fragment)).rejects.toThrow(/another page/);
  });

  test('shows no hidden characters, and a value that no link carries is said when it is made', async () => {
    const hidden = await decodeSteer(await linkOf({ v: 1, page: 'steer', prompt: 'a\u202eb\nc\u0007' }));
    expect(hidden?.prompt).toBe('ab\nc');
    await expect(encodeSteer({ ...defaultSteerState(), alpha: 99 })).rejects.toThrow(
      /No link can carry this \(alpha/,
    );
  });
});
