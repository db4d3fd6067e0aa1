import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createImportClient, type ImportClient } from '$lib/workers/importClient';

let client: ImportClient;
beforeEach(() => {
  client = createImportClient();
});
afterEach(() => client.dispose());

const pasted = (rows: string[]) => [
  { name: 'paste', content: ['model,params,hellaswag,truthfulqa_mc2', ...rows].join('\n') },
];
const small = pasted(['pythia-70m,70M,27.3,47.1', 'pythia-410m,410M,40.6,41.2', 'olmo-1b,1B,62.5,33.0']);

describe('the import client', () => {
  test('reads, recognises and hands over what the page asks for', async () => {
    const draft = await client.read(small);
    expect(draft.rows).toBe(3);
    const result = await client.useColumns();
    expect(result.families.map(({ family }) => family)).toHaveLength(2);
    const whole = await client.table();
    expect(whole.models).toHaveLength(3);
    const one = await client.table([result.families[0].family]);
    expect(one.models.map(({ model }) => model)).toEqual(['pythia-70m', 'pythia-410m']);
  });

  test('reads a file as well as text, and tells its progress', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `pythia-${i + 1}m,${i + 1}M,${30 + (i % 40)},40`);
    const content = new Blob([pasted(rows)[0].content]);
    const told: number[] = [];
    const draft = await client.read([{ name: 'many.csv', content }], { onProgress: (f) => told.push(f) });
    expect(draft.rows).toBe(20_000);
    expect(told.length).toBeGreaterThan(0);
  });

  test('the latest file wins', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `bloom-${i}m,${i + 1}M,50,40`);
    const first = client.read(pasted(rows));
    const second = client.read(small);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await second).rows).toBe(3);
    await client.useColumns();
    expect((await client.table()).models).toHaveLength(3);
  });
});
