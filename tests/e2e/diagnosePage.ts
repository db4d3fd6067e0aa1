/** What the tests do on the Diagnose page, in the words of its controls. */
import { expect, type Page } from '@playwright/test';

export interface TestFile {
  name: string;
  text: string;
}

export const verdictOf = (page: Page) => page.getByRole('status', { name: 'Verdict' });

/** Waits until a diagnosis stands: the page is not computing and the verdict has words. */
export async function diagnosed(page: Page): Promise<string> {
  const verdict = verdictOf(page);
  await expect(verdict).toBeVisible();
  await expect(verdict).toHaveAttribute('aria-busy', 'false');
  await expect(verdict).not.toBeEmpty();
  return (await verdict.innerText()).replace(/\s+/g, ' ');
}

/** Opens the page (with a fragment, if given) and waits for its first diagnosis. */
export async function open(page: Page, fragment = ''): Promise<string> {
  await page.goto(`./${fragment}`);
  return diagnosed(page);
}

export async function chooseFiles(page: Page, ...files: TestFile[]): Promise<void> {
  await page
    .getByLabel('Scores file')
    .setInputFiles(
      files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text, 'utf8') })),
    );
}

/** Drops files on the page's body as a desktop's file manager would. */
export async function drop(page: Page, ...files: TestFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((items) => {
    const data = new DataTransfer();
    for (const { name, text } of items) data.items.add(new File([text], name, { type: 'text/csv' }));
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
}

export async function exported(page: Page, item: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  const file = await download;
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
}

/** Presses Share and returns the link in the field. */
export async function share(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const field = page.getByLabel('Permalink');
  await expect(field).toHaveValue(/#d=/);
  return field.inputValue();
}

/** Eight models whose scores fall and rise as a real family's do, under a name no panel has. */
export const nimbus = [
  ['nimbus-70m', 0.07, 27.17, 47.51],
  ['nimbus-160m', 0.16, 31.39, 44.34],
  ['nimbus-410m', 0.41, 41.29, 40.95],
  ['nimbus-1b', 1, 49.65, 38.94],
  ['nimbus-1.4b', 1.4, 54.96, 38.66],
  ['nimbus-2.8b', 2.8, 60.66, 35.56],
  ['nimbus-6.9b', 6.9, 67.05, 35.19],
  ['nimbus-12b', 12, 70.26, 33.0],
] as const;

/** A record of one model as Every Eval Ever keeps them. @param scores shares from 0 to 1 by benchmark */
export const evaluationRecord = (
  model: string,
  developer: string,
  scores: Record<string, number>,
): TestFile => ({
  name: `${model}.json`,
  text: JSON.stringify({
    schema_version: '0.2.1',
    model_info: { name: model, id: model, developer },
    evaluation_results: Object.entries(scores).map(([name, score]) => ({
      evaluation_name: name,
      metric_config: { lower_is_better: false, score_type: 'continuous', min_score: 0, max_score: 1 },
      score_details: { score },
    })),
  }),
});

export const nimbusCsv = (): TestFile => ({
  name: 'nimbus.csv',
  text: [
    'model,family,params_b,hellaswag/acc_norm/10-shot,truthfulqa/mc2/0-shot',
    ...nimbus.map(([model, size, b1, b2]) => `${model},Nimbus,${size},${b1},${b2}`),
  ].join('\n'),
});
