import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { openStream } from '../../src/lib/stats/philox';
import { diagnosed, exported, nimbus, open, verdictOf } from './diagnosePage';

const ITEMS = 400;
type Task = 'hellaswag' | 'truthfulqa_mc2';

/** A samples log as lm-evaluation-harness writes it; every model meets the same items, with the same difficulty. */
function samplesLog(model: (typeof nimbus)[number], task: Task, items = ITEMS): string {
  const [, , hellaswag, truthfulqa] = model;
  const share = (task === 'hellaswag' ? hellaswag : truthfulqa) / 100;
  return Array.from({ length: items }, (_, i) => {
    const difficulty = openStream(1, task === 'hellaswag' ? 1 : 2, i).nextUniform();
    const right = difficulty < share ? 1 : 0;
    const hash = `${task}${i}`.padEnd(64, '0');
    const metrics =
      task === 'hellaswag' ? { acc: 1 - right, acc_norm: right } : { acc: 0.9 * right + 0.1 * share };
    return JSON.stringify({
      doc_id: i,
      doc: { query: `Question ${i}` },
      target: '1',
      arguments: { gen_args_0: { arg_0: `Question ${i}`, arg_1: ' answer' } },
      resps: [[['-12.5', 'False']]],
      filtered_resps: [['-12.5', 'False']],
      filter: 'none',
      metrics: Object.keys(metrics),
      doc_hash: hash,
      prompt_hash: hash,
      target_hash: hash,
      ...metrics,
    });
  }).join('\n');
}

async function chooseLogs(page: Page, itemsOf: (model: string, task: Task) => number = () => ITEMS) {
  const files = nimbus.flatMap((model, m) =>
    (['hellaswag', 'truthfulqa_mc2'] as const).map((task) => {
      const text = samplesLog(model, task, itemsOf(model[0], task));
      const plain = {
        name: `${model[0]}_${task}.jsonl`,
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      };
      // Every other model's logs come gzipped.
      return m % 2 === 0
        ? plain
        : { name: `${plain.name}.gz`, mimeType: 'application/gzip', buffer: gzipSync(plain.buffer) };
    }),
  );
  await page.getByLabel('Scores file').setInputFiles(files);
  await expect(verdictOf(page)).toContainText('across nimbus');
  return diagnosed(page);
}

test('samples logs become a diagnosis, of the items that all models have', async ({ page }) => {
  await open(page);

  await test.step('samples logs of several models and tasks become a diagnosis', async () => {
    const verdict = await chooseLogs(page);
    expect(verdict).toContain('HellaSwag');
    expect(verdict).toMatch(/TruthfulQA MC2 falls/);
    const { input } = JSON.parse((await exported(page, 'Diagnosis JSON')).text);
    expect(input).toMatchObject({ family: 'nimbus', benchmark1: { key: 'hellaswag/acc_norm' } });
    expect(input.models.map(({ model }: { model: string }) => model)).toEqual(nimbus.map(([model]) => model));
    for (const [i, model] of nimbus.entries()) {
      const right = samplesLog(model, 'hellaswag').split('"acc_norm":1').length - 1;
      expect(input.models[i].scores['hellaswag/acc_norm']).toBeCloseTo((100 * right) / ITEMS, 8);
      expect(input.models[i].items['hellaswag/acc_norm']).toBe(ITEMS);
    }
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(verdictOf(page)).toContainText('Pythia');
  });

  await test.step('items that one model lacks are left out for all, and listed', async () => {
    await chooseLogs(page, (model, task) =>
      model === 'nimbus-1b' && task === 'hellaswag' ? ITEMS - 25 : ITEMS,
    );
    const problems = page.getByRole('region', { name: 'Import problems' });
    await expect(problems).toContainText('nimbus-1b has no result for 25 items');
    const { input } = JSON.parse((await exported(page, 'Diagnosis JSON')).text);
    for (const { items } of input.models) expect(items['hellaswag/acc_norm']).toBe(ITEMS - 25);
  });
});
