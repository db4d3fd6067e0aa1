import { describe, expect, test } from 'vitest';
import { frontier } from '$lib/frontier/frontier';
import { frontierFromScores } from '$lib/frontier/frontierTable';
import { joinTables } from '$lib/frontier/joinTables';
import { alsoInPanel, countedOnce, modelName } from '$lib/frontier/onePerModel';
import { parseFrontierOptions } from '$lib/frontier/options';
import { importText } from '../scores/importing';
import { frontierPanel, GPQA, SWE, wide } from './panel';

const quick = (options: object = {}) => parseFrontierOptions({ draws: 200, ...options });

/** Two rows that the panel has, one of them with another benchmark alone, and one that it has not. */
const brought = async () =>
  frontierFromScores(
    (
      await importText(
        'model,lab,SWE-bench Verified,GPQA Diamond,HLE\nclaude-opus-4.7,Anthropic,80,90,\nGemini 3.1 Pro,Google,,,40\nNew one,Acme,70,80,30\n',
      )
    ).table,
  );

test.each([
  ['Claude Opus 4.7', 'claude-opus-4.7', true],
  ['DeepSeek-V3.2', 'DeepSeek V3.2', true],
  ['GPT-5.4 std', 'GPT-5.4 xhigh', false],
  ['GPT-4.1', 'GPT-41', false],
])('%j and %j name one model: %j', (one, other, same) =>
  expect(modelName(one) === modelName(other)).toBe(same),
);

describe('a model that panel and reader have', () => {
  test('is one row, the reader’s, with the panel’s scores where the reader gives none', async () => {
    const joined = joinTables(frontierPanel, await brought());
    const once = countedOnce(joined);
    expect(joined.models).toHaveLength(42);
    expect(once.models).toHaveLength(40);
    expect(alsoInPanel(joined.models)).toEqual(['claude-opus-4.7', 'Gemini 3.1 Pro']);
    const of = (name: string) => once.models.find(({ model }) => model === name);
    expect(of('claude-opus-4.7')?.scores[SWE].value).toBe(80);
    expect(of('claude-opus-4.7')?.released).toBe('2026-04-16');
    expect(of('Gemini 3.1 Pro')?.scores).toMatchObject({ [SWE]: { value: 80.6 }, hle: { value: 40 } });
    expect(countedOnce(frontierPanel)).toBe(frontierPanel);
  });

  test('counts once in predictions, matrix and the line of all rows; the frozen line stands', async () => {
    const user = await brought();
    const found = await frontier({ panel: frontierPanel, user, wide }, quick());
    expect(found.line?.n).toBe(34);
    expect(found.line?.slope).toBeCloseTo(0.51308, 5);
    expect(found.models).toHaveLength(41);
    expect(found.input.alsoInPanel).toEqual(['claude-opus-4.7', 'Gemini 3.1 Pro']);
    const [first, , , , fifth, , seventh] = found.predictions;
    expect(fifth.n).toBe(40);
    // 80.9, 80.8, 80.6, 80.6 and 80.2: the reader’s 80 replaces the panel’s 87.6.
    expect(first.models).not.toContain('Claude Opus 4.7');
    expect(first.value).toBeCloseTo(0.7, 9);
    expect(seventh.n).toBe(2);
    expect(found.matrix.cells.find(({ benchmarks }) => benchmarks.join() === `${SWE},${GPQA}`)?.n).toBe(40);
    const all = await frontier({ panel: frontierPanel, user, wide }, quick({ fit: 'all' }));
    expect(all.line?.n).toBe(40);
    expect(all.models.filter(({ fitted }) => fitted)).toHaveLength(40);
  });

  test('is no earlier release of itself', async () => {
    const found = await frontier({ panel: frontierPanel, user: await brought(), wide }, quick());
    const [book] = found.playbook;
    expect(book.model).toBe('claude-opus-4.7');
    expect(book.diagnose?.from).not.toBe('Claude Opus 4.7');
  });
});

test('the date filter reaches the panel that saturation rests on', async () => {
  const at = (until: string | null) =>
    frontier({ panel: frontierPanel, user: null, wide }, quick({ until })).then(
      ({ saturation }) => saturation.benchmarks.find(({ benchmark }) => benchmark === GPQA)?.n ?? 0,
    );
  expect(await at(null)).toBe(92);
  expect(await at('2024-11')).toBeLessThan(40);
});
