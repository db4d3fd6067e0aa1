import { beforeAll, describe, expect, test } from 'vitest';
import { ABSTRACT, judgeAbstract, sentenceVerdict } from '$lib/claims/abstract';
import { allClaims, CLAIM_GROUPS, recomputeClaims } from '$lib/claims/all';
import type { Claim } from '$lib/claims/claim';
import { recomputeClaim, recomputeEach, type ClaimResult } from '$lib/claims/recompute';
import { claimsJson } from '$lib/export/claimsJson';
import { claimData } from './data';

let claims: Claim[];
let results: ClaimResult[];
const told: number[] = [];
beforeAll(async () => {
  claims = await allClaims();
  results = await recomputeClaims(await claimData, { onProgress: (done) => told.push(done) });
}, 60_000);

describe('all claims', () => {
  test('have ids of their own, stand in their group, and name figures that are distinct', async () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    for (const { group, load } of CLAIM_GROUPS)
      for (const claim of await load()) expect(claim.group, claim.id).toBe(group);
    for (const { id, figures } of claims) {
      expect(figures.length, id).toBeGreaterThan(0);
      expect(new Set(figures.map(({ name }) => name)).size, id).toBe(figures.length);
    }
  });

  test('are recomputed in order, with progress to the end', () => {
    expect(results.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    expect(told.every((done, i) => i === 0 || done > told[i - 1])).toBe(true);
    expect(told.at(-1)).toBe(1);
  });

  test('give finite values, begin with the stated procedure, and say each condition once', () => {
    for (const { id, variants, recomputed } of results) {
      for (const { values } of variants)
        for (const [name, value] of Object.entries(values))
          expect(Number.isFinite(value), `${id}: ${name} is ${value}`).toBe(true);
      const conditions = variants.map(({ condition }) => condition);
      if (conditions.length > 0) expect(conditions[0], id).toBeNull();
      expect(new Set(conditions).size, id).toBe(conditions.length);
      expect(recomputed === null, id).toBe(variants.length === 0);
    }
  });

  test('say why, and what is missing exactly where nothing can be checked', () => {
    for (const { id, why, missing, verdict } of results) {
      expect(why.length, id).toBeGreaterThan(10);
      expect(why, id).not.toMatch(/NaN|undefined|Infinity/);
      expect(missing !== null, id).toBe(verdict === 'not-checkable');
    }
  });

  test('set a number or a reason beside them', () => {
    for (const { id, calibrated } of results)
      if (calibrated !== null && (calibrated.value === null || calibrated.lo === null))
        expect(calibrated.reason === null && calibrated.value === null, id).toBe(false);
  });

  test('come out the same twice', async () => {
    const again = await recomputeEach(
      claims.filter(({ id }) => ['a-nc-opt', 'a-width-opt', 'a-line-r2'].includes(id)),
      await claimData,
    );
    for (const result of again) expect(result).toEqual(results.find(({ id }) => id === result.id));
  });
});

describe('recompute', () => {
  test('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(recomputeClaims(await claimData, { signal: stop.signal })).rejects.toThrow('enough');
  });

  test('names the claim that fails', async () => {
    const failing: Claim = {
      ...claims[0],
      id: 'a-broken',
      recompute: () => {
        throw new RangeError('no scores');
      },
    };
    await expect(recomputeClaim(failing, await claimData)).rejects.toThrow('claim a-broken: no scores');
  });
});

describe('Claims JSON', () => {
  test('has an entry for each claim, with the fields of the schema', () => {
    const written = JSON.parse(claimsJson(results, '1.2.3')) as Record<string, unknown>[];
    expect(written).toHaveLength(claims.length);
    expect(written[0]).toMatchObject({
      schema: 'crossover.claims/1',
      generator: { name: 'Crossover', version: '1.2.3' },
      id: 'a-pythia-r',
      paper: 'A',
      published: { r: -0.989 },
      tolerance: { r: { kind: 'digits', decimals: 3 } },
      verdict: 'reproduces-only-with',
    });
    for (const one of written)
      for (const field of [
        'id',
        'paper',
        'published',
        'recomputed',
        'calibrated',
        'tolerance',
        'verdict',
        'why',
      ])
        expect(one).toHaveProperty(field);
  });

  test('refuses a number that JSON has no word for', () => {
    const [first] = results;
    const broken = { ...first, recomputed: { condition: null, values: { r: NaN } } };
    expect(() => claimsJson([broken], '1')).toThrow('r is NaN');
  });
});

describe('abstract', () => {
  test('rests on claims that exist', () => {
    const judged = judgeAbstract(results);
    expect(judged.map(({ id }) => id)).toEqual(ABSTRACT.map(({ id }) => id));
    for (const { id, claims: own, verdict } of judged) expect(verdict === null, id).toBe(own.length === 0);
    expect(judged.find(({ id }) => id === 'scale')?.verdict).toBe('in-part');
    expect(() => judgeAbstract([])).toThrow('no claim "a-models"');
  });

  test('takes its verdict from its claims by the stated rule', () => {
    const [yes, only, no, open] = [
      'reproduces',
      'reproduces-only-with',
      'does-not-reproduce',
      'not-checkable',
    ] as const;
    expect(sentenceVerdict([])).toBeNull();
    expect(sentenceVerdict([yes, yes, open])).toBe('reproduces');
    expect(sentenceVerdict([no, open])).toBe('does-not-reproduce');
    expect(sentenceVerdict([open, open])).toBe('not-checkable');
    for (const mixed of [[yes, no], [only], [only, no], [yes, only]])
      expect(sentenceVerdict(mixed)).toBe('in-part');
  });
});
