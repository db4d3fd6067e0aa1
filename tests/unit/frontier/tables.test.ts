import { describe, expect, test } from 'vitest';
import { frontierFromScores, parseFrontierPanel } from '$lib/frontier/frontierTable';
import { joinTables } from '$lib/frontier/joinTables';
import { labsByName } from '$lib/frontier/labByName';
import { cellValue } from '$lib/frontier/model';
import { byRelease, decimalYear, isAfterMonth, isWithin } from '$lib/frontier/releaseDate';
import { chooseReport, parseReports, widePanel, type Report } from '$lib/frontier/widePanel';
import { matrixColumns, choosePair, FrontierError } from '$lib/frontier/choosePair';
import { importText } from '../scores/importing';
import { allPoints, benchmark, frontierPanel, GPQA, reports, SWE, wide } from './panel';

describe('the frontier panel', () => {
  test('has its rows in their subsets, labs and dates', () => {
    const count = (subset: string) => frontierPanel.models.filter((model) => model.subset === subset).length;
    expect([
      count('frozen'),
      count('post-cutoff'),
      frontierPanel.models.filter(({ core }) => core).length,
    ]).toEqual([34, 5, 23]);
    expect(new Set(frontierPanel.models.map(({ lab }) => lab)).size).toBe(10);
    expect(frontierPanel.benchmarks.map(({ key }) => key)).toEqual([SWE, GPQA, 'ifeval', 'mmlu_pro', 'mmlu']);
    expect(benchmark(frontierPanel, SWE).items).toBe(500);
    expect(allPoints).toHaveLength(39);
  });

  test('keeps a disputed value and carries the other with its source', () => {
    const v3 = frontierPanel.models.find(({ model }) => model === 'DeepSeek-V3');
    expect(v3?.scores[GPQA]).toMatchObject({ value: 75.9, disputed: true, elsewhere: 59.1 });
    expect(v3?.scores[GPQA].elsewhereSource).toMatch(/DeepSeek-V3 README/);
    const maverick = frontierPanel.models.find(({ model }) => model === 'Llama 4 Maverick');
    expect(
      maverick && [cellValue(maverick, SWE, 'published'), cellValue(maverick, SWE, 'elsewhere')],
    ).toEqual([70.3, null]);
    expect(maverick && cellValue(maverick, 'hle', 'published')).toBeNull();
  });

  test('quotes a cell that is no score, and a column that is missing', () => {
    const head = 'model,family,released,frozen,subset,disputed,gpqa_diamond';
    expect(() => parseFrontierPanel(`${head}\nx,L,2025,1,core,,104`)).toThrow(/x, gpqa_diamond: "104"/);
    expect(() => parseFrontierPanel('model,family\nx,L')).toThrow(/no column "released"/);
  });
});

describe('the wide panel', () => {
  test('has 93 models, each report with a source, and the versions of a benchmark apart', () => {
    expect(wide.models).toHaveLength(93);
    expect(reports.length).toBe(1306);
    for (const report of reports) expect(report.source, `${report.model}, ${report.benchmark}`).not.toBe('');
    const keys = wide.benchmarks.map(({ key }) => key);
    expect(keys).toEqual(
      expect.arrayContaining([
        'hle',
        'hle/tools',
        'livecodebench/v5',
        'livecodebench/v6',
        'swe_bench_verified/parallel',
      ]),
    );
    expect(new Set(wide.benchmarks.map(({ label }) => label)).size).toBe(keys.length);
    const key = /^[a-z0-9_]+(\/[a-z][a-z0-9_]*)?$/;
    for (const one of keys) expect(one).toMatch(key);
    for (const { released, score } of reports) {
      expect(decimalYear(released)).not.toBeNull();
      expect(score).toBeGreaterThan(0);
    }
    expect(new Set(reports.map(({ model, released, lab }) => `${model}|${released}|${lab}`)).size).toBe(93);
  });

  test('takes the lab’s own figure before all others', () => {
    const of = (model: string, key: string) =>
      wide.models.find((one) => one.model === model)?.scores[key]?.value;
    expect(of('DeepSeek-V3', GPQA)).toBe(59.1);
    expect(of('DeepSeek-R1', SWE)).toBe(49.2);
    expect(of('Kimi K2 Instruct', SWE)).toBe(65.8);
    expect(of('Kimi K2 Instruct', 'swe_bench_verified/parallel')).toBe(71.6);
    for (const model of wide.models)
      for (const [key, { value }] of Object.entries(model.scores)) {
        const cell = reports.filter((one) => one.model === model.model && one.benchmark === key);
        const official = cell.filter(({ evidence }) => evidence === 'official');
        if (official.length > 0)
          expect(
            official.map(({ score }) => score),
            `${model.model}, ${key}`,
          ).toContain(value);
      }
  });

  const report = (score: number, evidence: Report['evidence']): Report => ({
    model: 'm',
    lab: 'l',
    released: '2025',
    benchmark: 'hle',
    score,
    evidence,
    protocol: '',
    source: 's',
    note: '',
  });
  test('chooses by evidence, then by agreement, then by the middle, then by order', () => {
    expect(
      chooseReport([report(50, 'aggregator'), report(40, 'other-lab'), report(30, 'cites-lab')]).score,
    ).toBe(30);
    expect(
      chooseReport([report(50, 'cites-lab'), report(40, 'cites-lab'), report(40, 'cites-lab')]).score,
    ).toBe(40);
    expect(
      chooseReport([report(50, 'official'), report(40, 'official'), report(41, 'other-lab')]).score,
    ).toBe(40);
    expect(chooseReport([report(50, 'official'), report(40, 'official')]).score).toBe(50);
    expect(() => chooseReport([])).toThrow(/0 reports/);
  });

  test('quotes what it cannot read', () => {
    const head = 'model,lab,released,benchmark,score,evidence,protocol,source,note';
    expect(() => parseReports(`${head}\nm,l,2025,hle,x,official,,s,`)).toThrow(/m, hle: "x"/);
    expect(() => parseReports(`${head}\nm,l,2025,hle,5,hearsay,,s,`)).toThrow(/"hearsay".*official/);
    expect(() => parseReports(`${head}\nm,l,2025,hle,,official,,s,`)).toThrow(/no score/);
    expect(widePanel(parseReports(`${head}\nm,l,,hle,5,official,,s,`)).models[0].released).toBeNull();
  });
});

describe('a reader’s rows', () => {
  test('from a messy CSV stand beside the panel’s, columns matched, the assumption told', async () => {
    const { table } = await importText(
      'Results of our evaluation;;;\nModel;Family;SWE-bench Verified;GPQA\n"Our model, v2";OurLab;61,4 %;72,5\nBaseline;OurLab;—;40\n',
    );
    const joined = joinTables(frontierPanel, frontierFromScores(table));
    expect(joined.models).toHaveLength(41);
    expect(joined.assumed).toEqual([{ key: 'gpqa', with: GPQA }]);
    expect(joined.models[39]).toMatchObject({
      subset: 'user',
      lab: 'OurLab',
      scores: { [SWE]: { value: 61.4 }, [GPQA]: { value: 72.5 } },
    });
    expect(joined.models[40].scores[SWE]).toBeUndefined();
  });

  test('join the lab that names its models alike, unless their own family is one', async () => {
    const { table } = await importText(
      'model,swe_bench_verified,gpqa_diamond\nClaude Opus 9,90,95\nqwen9-max,80,88\nNovel-1,50,60\n',
    );
    const joined = joinTables(frontierPanel, frontierFromScores(table));
    expect(joined.models.slice(39).map(({ lab }) => lab)).toEqual(['Anthropic', 'Alibaba', 'scores']);
    const told = labsByName([
      { model: 'Sol 1', lab: 'A' },
      { model: 'Sol 2', lab: 'B' },
      { model: '7B', lab: 'C' },
    ]);
    expect([told('Sol 3'), told('9B'), told('Luna')]).toEqual([null, null, null]);
  });

  test('two columns of one task are not both the panel’s one', () => {
    const user = frontierFromScores({
      title: 'mine',
      panel: null,
      benchmarks: [
        { ...benchmark(frontierPanel, GPQA), key: 'gpqa_diamond/0-shot', shots: 0 },
        { ...benchmark(frontierPanel, GPQA), key: 'gpqa_diamond/5-shot', shots: 5 },
      ],
      models: [],
    });
    const joined = joinTables(frontierPanel, user);
    expect(joined.assumed).toEqual([]);
    expect(joined.benchmarks.map(({ key }) => key)).toContain('gpqa_diamond/5-shot');
    expect(joinTables(null, user).benchmarks).toHaveLength(2);
    expect(joinTables(null, null).models).toEqual([]);
  });
});

describe('release dates', () => {
  test('stand for the middle of what they name', () => {
    expect(decimalYear('2025')).toBe(2025.5);
    expect(decimalYear('2025-01')).toBeCloseTo(2025 + 1 / 24, 12);
    expect(decimalYear('2024-02-29')).toBeCloseTo(2024 + (1 + 28.5 / 29) / 12, 12);
    for (const wrong of [null, '', '25', '2025-13', '2025-02-30', 'May 2025'])
      expect(decimalYear(wrong)).toBeNull();
  });
  test('after a month: not within it, and a year only when it is a later one', () => {
    expect(
      ['2026-05-31', '2026-06', '2026', '2027', null].map((date) => isAfterMonth(date, '2026-05')),
    ).toEqual([false, true, false, true, false]);
    expect([
      isWithin('2025-03', '2025-02'),
      isWithin(null, '2025-02'),
      isWithin('2025-02-01', '2025-02'),
    ]).toEqual([false, true, true]);
  });
  test('order releases, those without a date last', () => {
    const order = byRelease([
      { released: null, id: 1 },
      { released: '2025-06', id: 2 },
      { released: '2024', id: 3 },
    ]);
    expect(order.map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe('the pair', () => {
  test('is the published one unless asked otherwise', () => {
    expect(Object.values(choosePair(frontierPanel, null, null)).map(({ key }) => key)).toEqual([SWE, GPQA]);
    expect(choosePair(frontierPanel, GPQA, null).y.key).toBe(SWE);
    expect(choosePair(wide, null, 'hle').x.key).toBe(SWE);
    expect(() => choosePair(frontierPanel, 'arc', null)).toThrow(FrontierError);
    expect(() => choosePair(frontierPanel, GPQA, GPQA)).toThrow(/both "gpqa_diamond"/);
  });
  test('leads the columns of the matrix', () => {
    const pair = choosePair(wide, null, null);
    expect(
      matrixColumns(wide, pair, null)
        .map(({ key }) => key)
        .slice(0, 2),
    ).toEqual([SWE, GPQA]);
    expect(matrixColumns(wide, pair, null)).toHaveLength(8);
    expect(
      matrixColumns(wide, pair, ['hle', SWE])
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['hle', SWE]);
  });
});
