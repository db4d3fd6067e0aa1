import { describe, expect, test } from 'vitest';
import { looksLikeSamples } from '$lib/scores/items/detect';
import { createSampleReader } from '$lib/scores/items/sampleLine';
import { documents, sampleLines } from './simulated';

const reader = createSampleReader();
function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const kind = reader.read(bytes, 0, bytes.length);
  const { values, valueless, ...line } = reader.line;
  return { kind, ...line, values: Object.fromEntries(values), valueless: [...valueless] };
}

const sample = (more: Record<string, unknown>) =>
  JSON.stringify({ doc_id: 3, resps: [], doc_hash: 'ab', prompt_hash: 'cd', filter: 'none', ...more });

describe('a sample', () => {
  test('is read as the harness writes it', () => {
    const docs = documents(2);
    const [, second] = sampleLines({ documents: docs, metrics: { acc: [0, 1], acc_norm: [1, 0] } });
    expect(read(`${second}\r`)).toMatchObject({
      kind: 'sample',
      docHash: docs[1].hash,
      docId: 1,
      filter: 'none',
      values: { acc: 1, acc_norm: 0 },
    });
  });

  test('values are numbers, booleans, or either as text', () =>
    expect(
      read(sample({ acc: true, acc_norm: 'False', mc2: '0.25', f1: 0.5, exact_match: 1e-3 })).values,
    ).toEqual({ acc: 1, acc_norm: 0, mc2: 0.25, f1: 0.5, exact_match: 0.001 }));

  test('NaN is a value that is none; a list is no value', () => {
    const line = read('{"doc_id": 1, "resps": [NaN], "acc": NaN, "inst_level_strict_acc": [true, false]}');
    expect(line).toMatchObject({ kind: 'sample', docHash: null, values: { acc: NaN } });
    expect(line.valueless).toEqual(['inst_level_strict_acc']);
  });

  test('a metric of its own is taken where the line lists it, wherever the list stands', () => {
    expect(read(sample({ judged: 0.5, metrics: ['judged'] })).values).toEqual({ judged: 0.5 });
    expect(read(sample({ judged: 0.5 })).values).toEqual({});
    expect(
      read(
        sample({
          bleu_acc: 1,
          bleu_max: 12,
          brier_score: 0.1,
          metrics: ['bleu_acc', 'bleu_max', 'brier_score'],
        }),
      ).values,
    ).toEqual({ bleu_acc: 1 });
  });

  test.each([
    ['', 'blank'],
    [' \r', 'blank'],
    ['{"model": "a", "acc": 1}', 'other'],
    ['{"doc_id": 1, "note": "no result"}', 'other'],
    ['{"doc_id": 1, "resps": [', 'cut'],
    ['[INFO] loading', 'broken'],
  ])('%j is %s', (text, kind) => expect(read(text).kind).toBe(kind));
});

describe('looksLikeSamples', () => {
  const lines = sampleLines({ documents: documents(3), metrics: { acc: [0, 1, 1] } }, 3000);
  test('a log, wherever its beginning is cut', () => {
    expect(looksLikeSamples(lines.join('\n'))).toBe(true);
    expect(looksLikeSamples(lines[0])).toBe(true);
    for (const length of [300, 1000, 5000]) expect(looksLikeSamples(lines[0].slice(0, length))).toBe(true);
  });
  test('a log that begins with a stray line', () =>
    expect(looksLikeSamples(`[INFO] x\r\n\r\n${lines[0]}\r\n`)).toBe(true));
  test.each([
    '{"model": "pythia-70m", "hellaswag": 27.1, "truthfulqa": 47.5}\n{"model": "pythia-160m"}',
    '{"doc_id": 1, "acc": 1}',
    '{"results": {"hellaswag": {"acc,none": 0.3}}, "config": {}}',
    '[{"doc_id": 1, "doc": {}, "resps": []}]',
    'model,hellaswag\npythia-70m,27.1',
    '{"doc": {"text": "doc_id resps"}, "model": "a"}',
    '',
  ])('not %j', (text) => expect(looksLikeSamples(text)).toBe(false));
});
