import { describe, expect, test } from 'vitest';
import { diagnosisReport } from '../../../src/lib/export/report';
import { fiellerText } from '../../../src/lib/export/reportTables';
import { sample } from './sample';

const section = (report: string, heading: string) => {
  const from = report.indexOf(`## ${heading}\n`);
  if (from < 0) throw new Error(`no section ${heading}`);
  const to = report.indexOf('\n## ', from);
  return report.slice(from, to < 0 ? undefined : to);
};

describe('diagnosisReport', () => {
  const report = diagnosisReport(sample(), {
    url: 'https://example.org/crossover/#d=abc',
    date: new Date('2026-11-23T10:00:00Z'),
  });

  test('opens with the verdict, its basis and what would settle it', () => {
    const opening = report.slice(0, report.indexOf('## '));
    expect(opening).toMatch(/^# Nimbus: HellaSwag and TruthfulQA MC2\n/);
    expect(opening).toContain('**It is undetermined whether TruthfulQA MC2 falls across Nimbus: −0.33');
    expect(opening).toContain('The interval widens');
    expect(opening).toContain('One more size would settle it.');
    expect(opening).toContain('Without models at chance (nimbus-70m): Two models remain.');
  });
  test('gives the headline figures with their intervals', () => {
    const text = section(report, 'Headline figures');
    expect(text).toContain('TruthfulQA MC2 per tenfold size: −7.02 [−9.11, −4.93] points');
    expect(text).toContain('−0.33 [−0.95, 0.29] points per point');
    expect(text).toContain('Settled intervals: 1 of 2');
    expect(text).toContain('Crossing: none between 0.07 and 1.4 B');
  });
  test('lists every interval with its phase and Fieller set', () => {
    const rows = section(report, 'Intervals')
      .split('\n')
      .filter((line) => line.startsWith('| nimbus'));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('| [−0.75, −0.18] |');
    expect(rows[0]).toContain('| tax |');
    expect(rows[1]).toContain('(−∞, −1.50] or [0.25, ∞)');
    expect(rows[1]).toContain('undetermined, leaning transition');
  });
  test('names what is undefined, and why', () => {
    const text = section(report, 'Background statistics');
    expect(text).toContain('Fisher z undefined');
    expect(text).toContain('exact bootstrap, every multiset; degenerate mass 11 %');
    expect(text).toContain('Partial r given size: undefined');
    expect(section(report, 'Not given')).toContain('family.partialGivenSize: three models');
    expect(report).not.toMatch(/NaN|null|\[object/);
  });
  test('lists models, their notes and what was not used', () => {
    const text = section(report, 'Models and scores');
    expect(text).toContain(
      '| nimbus-70m | 70M | 27.17 ± 0.47 (10,042 items) | 47.51 ± 1.43 | at chance on HellaSwag |',
    );
    expect(text).toContain('same size as an earlier model');
    expect(text).toContain('- nimbus-x (line 7): no size');
  });
  test('says how to compute it again', () => {
    const text = section(report, 'How it was computed');
    for (const fact of [
      'Seed 20261',
      '100,000 draws',
      'Backend: CPU, no WebGPU here',
      'ab'.repeat(32),
      '2026-11-23',
      '<https://example.org/crossover/#d=abc>',
      'Items set by hand: a, 1,000',
    ])
      expect(text).toContain(fact);
    expect(diagnosisReport(sample())).not.toMatch(/Date:|Recompute/);
  });
  test('cites the data it read and the methods, and only those', () => {
    const cited = section(report, 'Sources');
    for (const work of ['York', 'Fieller', 'Ruan', '2605.18838', 'Lin, Hilton', 'Zellers'])
      expect(cited).toContain(work);
    const own = sample();
    own.input = { ...own.input, panel: null, benchmark2: { ...own.input.benchmark2, task: 'mmlu' } };
    const ownCited = section(diagnosisReport(own), 'Sources');
    expect(ownCited).not.toMatch(/Ruan|Lin, Hilton/);
    expect(ownCited).toContain('Zellers');
  });
  test('names stay text: no column, tag, link or line of their own', () => {
    const hostile = sample();
    hostile.input.models[0].model = 'a|b`c`<img src=x>\n## d [e](javascript:f) https://g.h';
    const row = section(diagnosisReport(hostile), 'Models and scores')
      .split('\n')
      .find((line) => line.startsWith('| a'))!;
    expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(6);
    expect(row).toContain('a\\|b\\`c\\`&lt;img src=x&gt; ## d \\[e\\](javascript:f) https\\://g.h | 70M');
  });
  test('a family too small for statistics still has a report', () => {
    const small = { ...sample(), family: null, criticalScale: null, intervals: [] };
    const text = diagnosisReport(small);
    expect(section(text, 'Intervals')).toContain('No two sizes');
    expect(section(text, 'Critical scale')).toContain('Not computed');
  });
  test('a crossing comes with its size and interval', () => {
    const crossed = sample();
    Object.assign(crossed.criticalScale!, {
      status: 'crossed',
      medianB: 2.34,
      lo: 1.1,
      hi: 6.7,
      pCrossed: 0.97,
    });
    const text = diagnosisReport(crossed);
    expect(section(text, 'Headline figures')).toContain('turns up, N\\_c = 2.3 B [1.1, 6.7]');
    expect(section(text, 'Critical scale')).toContain('97 %');
  });
});

describe('fiellerText', () => {
  test('all three kinds', () => {
    expect(fiellerText({ kind: 'bounded', lo: -0.2, hi: 0.1 })).toBe('[−0.20, 0.10]');
    expect(fiellerText({ kind: 'complement', lo: -0.2, hi: 0.1 })).toBe('(−∞, −0.20] or [0.10, ∞)');
    expect(fiellerText({ kind: 'all', lo: null, hi: null })).toBe('any value');
  });
});
