/** A whole scan: on hashed numbers nothing is found but what is planted, and what it gives is plain JSON that can be read back. */
import { describe, expect, test } from 'vitest';
import { GpuLostError, type Gpu } from '../../../../src/lib/gpu/device';
import { prepareCapability } from '../../../../src/lib/models/heads/capability';
import { census, censusRow } from '../../../../src/lib/models/heads/census';
import { compareScans } from '../../../../src/lib/models/heads/compare';
import { openHeadCompute } from '../../../../src/lib/models/heads/compute';
import { contrastSets } from '../../../../src/lib/models/heads/contrastSets';
import { publishedRows } from '../../../../src/lib/models/heads/publishedRecords';
import { scanHeads } from '../../../../src/lib/models/heads/scan';
import { scanCsv } from '../../../../src/lib/models/heads/scanCsv';
import { readScan, scanJson } from '../../../../src/lib/models/heads/scanJson';
import type { HeadScan, Interval } from '../../../../src/lib/models/heads/scanResult';
import { verdictSentence } from '../../../../src/lib/models/heads/summarise';
import internals from '../../../../static/claims/internals.json';
import { openFakeModel, type FakeOptions } from './fakeModel';

const sets = contrastSets();
const shape = { layers: 3, heads: 4, headDim: 6, hidden: 24 };

async function scanFake(options: FakeOptions = {}, captureBytes?: number): Promise<HeadScan> {
  const model = openFakeModel({ shape, ...options });
  const [first, second] = [prepareCapability(model, sets[0]), prepareCapability(model, sets[2])];
  return scanHeads(model, { first, second, seed: 1, captureBytes }, openHeadCompute(null));
}

/** Adds ±2 to a head’s first number where the answer is right. */
function plant(): FakeOptions['change'] {
  const model = openFakeModel({ shape });
  const right = new Map<string, number>();
  for (const [set, sign] of [
    [sets[0], 1],
    [sets[2], -1],
  ] as const)
    for (const { context, correct } of prepareCapability(model, set).scanned)
      right.set([...context, ...correct].join(), sign);
  return ({ layer, head, sequence }, output) => {
    if (layer === 1 && head === 2) output[0] += 2 * (right.get(sequence.join()) ?? 0);
    if (layer === 2 && head === 0) output[3] = Number.NaN;
  };
}

const plain = await scanFake();
const planted = await scanFake({ change: plant() });

describe('a scan of hashed numbers', () => {
  test('finds no head', () => {
    const { counts, heads, publishedCompeting, netCoupling } = plain.summary;
    expect({ heads, counts, publishedCompeting }).toEqual({
      ...{ heads: 12, publishedCompeting: 0 },
      counts: { cooperative: 0, competing: 0, neutral: 0, 'no-signal': 12, nan: 0 },
    });
    expect(Math.abs(netCoupling?.value ?? 1)).toBeLessThan(0.25);
    expect(netCoupling?.lo).toBeLessThan(netCoupling?.value ?? 0);
    expect(plain.capabilities.map(({ pairs, items, dropped }) => [pairs, items, dropped])).toEqual([
      [72, 144, 0],
      [72, 144, 0],
    ]);
    expect(verdictSentence(plain)).toMatch(
      /^No head is found that tells right from wrong answers in both transitive reasoning and arithmetic/,
    );
  });

  test('finds a planted competing head and only that one; one that is not finite is apart', () => {
    const classes = planted.heads.map(({ layer, head, class: name }) => `${layer}.${head} ${name}`);
    expect(classes.filter((name) => !name.endsWith('no-signal'))).toEqual(['1.2 competing', '2.0 nan']);
    expect(planted.summary.shareCompeting).toBe(1 / 11);
    expect(verdictSentence(planted)).toContain(
      '1 head of 11 competes over transitive reasoning and arithmetic and 0 point the same way for both (5 % false discoveries allowed). 1 head gave numbers that are not finite and is counted apart.',
    );
  });

  test('is the same whether its layers are read at once or one by one', async () => {
    const oneByOne = await scanFake({}, 1);
    expect(oneByOne.heads).toEqual(plain.heads);
    expect(oneByOne.layers).toEqual(plain.layers);
    expect(oneByOne.readout).toEqual(plain.readout);
    expect(oneByOne.summary).toEqual(plain.summary);
  });

  test('has a readout near that of shuffled labels, and random projections that change nothing much', () => {
    expect(plain.readout).toMatchObject({ width: 120, folded: false });
    const { change = 0, lo = 0, hi = 0, shuffled, randomProjection } = plain.readout ?? {};
    expect(lo).toBeLessThan(change);
    expect(hi).toBeGreaterThan(change);
    expect(shuffled?.lo).toBeLessThan(0);
    expect(randomProjection?.hi).toBeLessThan(0.5);
  });

  test('goes on with the twins when the device is lost, and says so', async () => {
    const model = openFakeModel({ shape });
    const lost: Gpu = {
      ...({ device: {}, adapter: 'gone' } as Pick<Gpu, 'device' | 'adapter'>),
      lost: Promise.resolve(new GpuLostError('lost')),
      settled: () => Promise.reject(new GpuLostError('The GPU device was lost')),
      checked: () => Promise.reject(new GpuLostError('The GPU device was lost')),
      close: () => undefined,
    };
    Object.assign(globalThis, {
      GPUBufferUsage: { UNIFORM: 1, STORAGE: 2, COPY_SRC: 4, COPY_DST: 8, MAP_READ: 16 },
    });
    const [first, second] = [prepareCapability(model, sets[0]), prepareCapability(model, sets[2])];
    const scan = await scanHeads(model, { first, second, seed: 1 }, openHeadCompute(lost));
    expect(scan.backend).toEqual({ kind: 'cpu', adapter: null, note: 'The GPU device was lost' });
    expect(scan.heads).toEqual(plain.heads);
  });

  test('tells its progress and hears an abort', async () => {
    const model = openFakeModel({ shape });
    const request = {
      first: prepareCapability(model, sets[0]),
      second: prepareCapability(model, sets[2]),
      seed: 1,
    };
    const told: number[] = [];
    await scanHeads(model, request, openHeadCompute(null), { onProgress: (fraction) => told.push(fraction) });
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told.at(-1)).toBeCloseTo(1, 10);
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = {
      signal: stop.signal,
      onProgress: (_: number, stage: string) => {
        if (stage === 'Testing heads') stop.abort(reason);
      },
    };
    await expect(scanHeads(model, request, openHeadCompute(null), control)).rejects.toBe(reason);
  });
});

/** A scan’s file, as far as the tests change it. */
interface Document {
  heads: Record<string, unknown>[];
  direct: unknown;
  reasons: Record<string, string>;
}

describe('a scan as a file', () => {
  test('has the fields that others rely on, reasons for what is null, and is read back', () => {
    const json = scanJson(planted, '1.2.3');
    const document = JSON.parse(json) as Record<string, unknown>;
    expect(Object.keys(document).slice(0, 7)).toEqual([
      'schema',
      'generator',
      'model',
      'capabilities',
      'heads',
      'layers',
      'summary',
    ]);
    expect((document.heads as object[])[0]).toMatchObject({
      layer: 0,
      head: 0,
      coupling: planted.heads[0].coupling,
    });
    expect(document.reasons).toMatchObject({ 'heads.8': 'a number read there is not finite' });
    expect(readScan(json)).toEqual(planted);
  });

  test('has direct contributions or why there are none; files from before them are read too', () => {
    const none = JSON.parse(scanJson(plain, '1')) as Document;
    expect(none.direct).toBeNull();
    expect(none.reasons.direct).toBe('the model’s file cannot be read here');
    const sides: [Interval, Interval] = [
      { value: 0.5, lo: 0.1, hi: 0.9 },
      { value: -0.5, lo: -0.9, hi: -0.1 },
    ];
    const direct: HeadScan = {
      ...plain,
      heads: plain.heads.map((head, i) => ({ ...head, direct: i === 3 ? null : sides })),
      direct: { items: [144, 12], proof: 2e-7, norm: 'rms' },
    };
    const json = scanJson(direct, '1');
    expect(readScan(json)).toEqual(direct);
    expect((JSON.parse(json) as Document).reasons).toHaveProperty(['heads.3.direct']);
    expect(scanCsv(direct).split('\n')[1]).toMatch(/,0\.5,0\.1,0\.9,-0\.5,-0\.9,-0\.1$/);

    const { direct: _direct, reasons: _reasons, ...rest } = none;
    const old = { ...rest, heads: rest.heads.map(({ direct: _own, ...head }) => head) };
    expect(readScan(JSON.stringify(old))).toEqual({
      ...plain,
      direct: { reason: 'the scan’s file holds none' },
    });
    expect(() => readScan(JSON.stringify({ ...(JSON.parse(json) as Document), direct: null }))).toThrow(
      'not how they were had',
    );
  });

  test('that is not one, or contradicts itself, is refused with a sentence', () => {
    expect(() => readScan('{')).toThrow('not JSON');
    expect(() => readScan('{"schema":"crossover.steer/1"}')).toThrow('holds no head scan of Crossover');
    const document = JSON.parse(scanJson(plain, '1')) as { heads: { class: string }[] };
    document.heads[0].class = 'competing';
    expect(() => readScan(JSON.stringify(document))).toThrow('counts 0 heads as competing, its list 1');
    document.heads.pop();
    expect(() => readScan(JSON.stringify(document))).toThrow('lists 11 heads');
  });

  test('as CSV has a row a head and blanks for what is undefined', () => {
    const [header, ...rows] = scanCsv(planted).trim().split('\n');
    expect(header).toBe(
      'model,capability1,capability2,layer,head,coupling,lo,hi,ceiling,corrected,reliability1,reliability2,pSignal1,pSignal2,pCoupling,q,class,publishedMean,publishedShare,publishedCompeting,direct1,direct1Lo,direct1Hi,direct2,direct2Lo,direct2Hi',
    );
    expect(rows).toHaveLength(12);
    expect(rows[8]).toContain('fake,reasoning,arithmetic,2,0,,,,,');
  });
});

describe('two scans', () => {
  test('are compared by net coupling, d_rep and the share of competing heads', () => {
    const { netCoupling, dRep, shareCompeting } = compareScans(plain, planted);
    expect(netCoupling.difference).toBeLessThan(0);
    expect(netCoupling.lo).toBeLessThan(netCoupling.difference ?? 0);
    expect(dRep.first).toBeGreaterThan(1);
    expect(shareCompeting).toMatchObject({ first: 0, second: 1 / 11 });
    expect(shareCompeting.p).toBeGreaterThan(0.05);
    const other = {
      ...planted,
      capabilities: [...planted.capabilities].reverse() as HeadScan['capabilities'],
    };
    expect(() => compareScans(plain, other)).toThrow('scan both models with the same sets');
  });

  test('make rows of a census, in which toys are not counted and released records stand apart', () => {
    const named = (scan: HeadScan, kind: 'hub' | 'bundled', id: string): HeadScan => ({
      ...scan,
      model: { ...scan.model, kind, id },
    });
    const finite = {
      ...planted,
      summary: { ...planted.summary, counts: { ...planted.summary.counts, nan: 0 } },
    };
    const scans = [
      named(plain, 'hub', 'a/b'),
      named(finite, 'hub', 'a/c'),
      named(plain, 'bundled', 'toy'),
      named(plain, 'hub', 'a/b'),
      named(planted, 'hub', 'a/nan'),
    ];
    const released = publishedRows(internals);
    const {
      rows,
      calibrated,
      publishedRule,
      released: records,
    } = census(scans, released, ['arithmetic', 'reasoning']);
    expect(
      rows.filter(({ kind }) => kind !== 'published').map(({ kind, model }) => `${kind} ${model}`),
    ).toEqual([...['scan a/b', 'scan a/c', 'toy toy', 'scan a/nan']]);
    expect(calibrated).toMatchObject({ none: 1, models: 2 });
    // The planted head's outputs are opposed enough for the published rule too.
    expect(publishedRule).toMatchObject({ none: 1, models: 2 });
    expect(census(scans, [], ['reasoning', 'truthfulness']).calibrated).toEqual({
      none: 0,
      models: 0,
      interval: null,
    });
    // As recounted from the released records: 17 of 25 models without a competing unit.
    expect([records.none, records.models]).toEqual([17, 25]);
    expect(records.interval?.lo).toBeCloseTo(0.484, 3);
    expect(records.interval?.hi).toBeCloseTo(0.828, 3);
    expect(censusRow(named(plain, 'bundled', 'toy')).note).toContain('not counted');
  });
});
