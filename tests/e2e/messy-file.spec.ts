import { expect, test } from '@playwright/test';
import {
  diagnosed,
  drop,
  evaluationRecord,
  exported,
  nimbus,
  open,
  share,
  verdictOf,
  type TestFile,
} from './diagnosePage';

/** A spreadsheet as people send them: BOM, semicolons, decimal commas, a title line, size words, and rows that cannot be used. */
function messy(): TestFile {
  const comma = (x: number) => String(x).replace('.', ',');
  const sizes = ['70 million', '160M', '410M', '1B', '1,4B', '2,8 B', '6.9B', '12 billion'];
  const rows = nimbus.map(
    ([model, , b1, b2], i) => `${model};${sizes[i]};${comma(b1)};${comma(b2)};run ${i}`,
  );
  rows.splice(3, 0, `nimbus-410m;410M;41,00;40,00;doubled`);
  rows.push(
    'nimbus-20b;20B;;33,5;blank reasoning score',
    'nimbus-30b;30B;74,1;see appendix;text for a score',
  );
  return {
    name: 'evaluation.csv',
    text: `\uFEFFEvaluation of the Nimbus line;;;;\nModel;Size;HellaSwag (10-shot);TruthfulQA MC2;Remarks\n${rows.join('\n')}\n`,
  };
}

async function importMessy(page: Parameters<typeof open>[0]) {
  await drop(page, messy());
  const use = page.getByRole('button', { name: 'Use these columns' });
  const problems = page.getByRole('region', { name: 'Import problems' });
  await expect(use.or(problems).first()).toBeVisible();
  if (await use.isVisible()) await use.click();
  await expect(verdictOf(page)).toContainText(/nimbus/i);
  return diagnosed(page);
}

test('what cannot be read is refused; records and a messy file are read, exported and shared', async ({
  page,
  browser,
}) => {
  const before = await open(page);

  await test.step('a 50 MB file and a binary file are refused with a sentence, and the page goes on', async () => {
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(51 * 1024 * 1024).fill(49)], 'huge.csv'));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    const problems = page.getByRole('region', { name: 'Import problems' });
    await expect(problems).toContainText(/huge\.csv/);
    await expect(problems).toContainText(/50 MB/);

    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256));
    await page
      .getByLabel('Scores file')
      .setInputFiles({ name: 'weights.bin', mimeType: 'application/octet-stream', buffer: bytes });
    await expect(problems).toContainText(/weights\.bin/);
    await expect(problems).toContainText(/binary|not text/i);
    expect(await diagnosed(page)).toBe(before);
    await problems.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('evaluation records of a family, one model a file, are one family', async () => {
    await drop(
      page,
      ...nimbus.map(([model, , b1, b2]) =>
        evaluationRecord(model, 'Nimbus Labs', { HellaSwag: b1 / 100, 'TruthfulQA MC2': b2 / 100 }),
      ),
    );
    await expect(verdictOf(page)).toContainText(/across nimbus: −0.30/i);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await diagnosed(page)).toBe(before);
  });

  await test.step('a messy CSV is read, its problems are listed, and the verdict is right', async () => {
    const verdict = await importMessy(page);
    expect(verdict).toMatch(
      /TruthfulQA MC2 falls as HellaSwag.* rises across nimbus: −0.30 points per point/i,
    );

    const problems = page.getByRole('region', { name: 'Import problems' });
    await expect(problems).toBeVisible();
    const text = await problems.innerText();
    expect(text).toMatch(/nimbus-410m/);
    expect(text).toMatch(/line 6\b/i);
    expect(text).toMatch(/see appendix/);
    expect(text).toMatch(/line 13\b/i);
  });

  await test.step('the exported diagnosis carries what was used, and the link reproduces it elsewhere', async () => {
    const first = JSON.parse((await exported(page, 'Diagnosis JSON')).text);
    expect(first.schema).toBe('crossover.diagnosis/1');
    expect(first.verdict.kind).toBe('falls');
    expect(first.input.models).toHaveLength(8);
    expect(first.input.models.map((m: { paramsB: number }) => m.paramsB)).toEqual(
      nimbus.map(([, size]) => size),
    );
    expect(first.family.slopes.errorsInVariables.slope).toBeCloseTo(-0.3009569685, 8);

    const link = await share(page);
    const context = await browser.newContext({ permissions: [] });
    const elsewhere = await context.newPage();
    await elsewhere.goto(link);
    await diagnosed(elsewhere);
    await expect(elsewhere.getByText(/same digest as the sender/i)).toBeVisible();
    const second = JSON.parse((await exported(elsewhere, 'Diagnosis JSON')).text);
    expect(second.digest).toBe(first.digest);
    expect(second.verdict).toEqual(first.verdict);
    expect(second.family).toEqual(first.family);
    await context.close();
  });
});
