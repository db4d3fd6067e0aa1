/** The model worker as a page uses it: progress, parts, cancel, failures, and two tabs at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createModelsClient, type ModelsClient } from '$lib/workers/modelsClient';
import { bundled, referenceOf } from './fixtureModels';
import { withGreedyGraph } from './greedyGraph';

const ORGANISM = { source: bundled('organism_4x96'), device: 'wasm', dtype: 'fp16' } as const;
const PROMPT = 'The capital of France is';
let client: ModelsClient;
beforeEach(async () => {
  client = createModelsClient();
  await client.store.removeAll();
});
afterEach(() => client.dispose());

test('a model is loaded with its bytes told, makes text part by part, and is there for the next visit', async () => {
  const stages: string[] = [];
  const fractions: number[] = [];
  const report = await client.load(ORGANISM, {
    onProgress(fraction, stage) {
      fractions.push(fraction);
      stages.push(stage);
    },
  });
  expect(report.identity).toMatchObject({
    kind: 'bundled',
    id: 'organism_4x96',
    dtype: 'fp16',
    device: 'wasm',
  });
  expect(report.identity.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(report.selfCheck.holds).toBe(true);
  expect(stages).toContain('Downloading onnx/model_fp16.onnx: 1.5 MB of 1.5 MB');
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));

  const parts: string[] = [];
  const request = { prompt: PROMPT, maxTokens: 6, sampling: null };
  const made = await client.run('generate', request, { onPart: ({ text }) => parts.push(text) });
  expect(made.tokens).toHaveLength(6);
  expect(parts).toHaveLength(6);
  expect(parts.at(-1)).toBe(made.text);

  const controller = new AbortController();
  const reason = new DOMException('enough', 'AbortError');
  const endless = client.run(
    'generate',
    { prompt: PROMPT, maxTokens: 400, sampling: { temperature: 2, seed: 1 } },
    {
      signal: controller.signal,
      onPart: ({ step }) => (step === 3 ? controller.abort(reason) : undefined),
    },
  );
  await expect(endless).rejects.toBe(reason);
  // The worker that was cancelled still holds the model.
  expect((await client.run('generate', request)).tokens).toEqual(made.tokens);

  const stored = await client.store.list();
  expect(stored.find(({ file }) => file === 'onnx/model_fp16.onnx')?.bytes).toBe(1_522_310);
  const again = await client.load(ORGANISM);
  expect(new Set(again.files.map(({ from }) => from))).toEqual(new Set(['store']));
  expect(await client.store.remove('organism_4x96')).toBe(report.bytes);
  expect(await client.store.list()).toEqual([]);
});

/** Files of a fixture as a folder of the reader’s. */
const folderOf = (id: string, paths: string[]) =>
  Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`/tests/fixtures/onnx/${id}/${path}`);
      return { path, file: new File([await response.blob()], path.split('/').at(-1) ?? '') };
    }),
  );
const SMALL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

test('a folder of files, sent to the worker', async () => {
  const paths = [...SMALL_FILES, 'onnx/model_q4.onnx', 'onnx/model_q4.onnx_data'];
  const report = await client.load({
    source: { kind: 'folder', name: 'mine', files: await folderOf('llama_fused', paths) },
    device: 'wasm',
    dtype: 'q4',
  });
  expect(report.identity).toMatchObject({ kind: 'folder', id: 'mine' });
  expect(report.files.map(({ path }) => path).sort()).toEqual(paths.sort());
  expect(await client.store.list()).toEqual([]);
});

test('a model that needs more memory than there is says so, and the next load works', async () => {
  const path = 'onnx/model.onnx';
  const files = await folderOf('organism_4x96', [...SMALL_FILES, path]);
  const usual = { source: { kind: 'folder', name: 'mine', files }, device: 'wasm', dtype: 'fp32' } as const;
  const greedy = await Promise.all(
    files.map(async (one) =>
      one.path === path
        ? {
            path,
            file: new File([withGreedyGraph(new Uint8Array(await one.file.arrayBuffer())).slice()], path),
          }
        : one,
    ),
  );
  const load = client.load({ ...usual, source: { ...usual.source, files: greedy } });
  await expect(load).rejects.toMatchObject({
    name: 'ModelMemoryError',
    message: expect.stringContaining('Choose a smaller format or a smaller model') as string,
  });
  await expect(client.run('generate', { prompt: PROMPT, maxTokens: 1, sampling: null })).rejects.toThrow(
    'No model is loaded',
  );
  expect((await client.load(usual)).selfCheck.holds).toBe(true);
});

describe('cancelled', () => {
  test('a load stores nothing by halves, and the next one works', async () => {
    const controller = new AbortController();
    const reason = new DOMException('stopped by the user', 'AbortError');
    const load = client.load(ORGANISM, {
      signal: controller.signal,
      onProgress: (_, stage) => {
        if (stage.startsWith('Downloading')) controller.abort(reason);
      },
    });
    await expect(load).rejects.toBe(reason);
    const { ids } = await referenceOf('organism_4x96');
    await client.load(ORGANISM);
    const made = await client.run('generate', { prompt: ids, maxTokens: 1, sampling: null });
    expect(made.prompt).toEqual(ids);
  });

  test('a newer load wins', async () => {
    const first = client.load(ORGANISM);
    const second = client.load({ ...ORGANISM, source: bundled('gpt_neox') });
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await second).identity.id).toBe('gpt_neox');
  });
});

test('what cannot be loaded is told in words, and the next load works', async () => {
  const failing = [
    [{ ...ORGANISM, dtype: 'q4' }, 'DownloadError', 'no file “onnx/model_q4.onnx”'],
    [{ ...ORGANISM, source: bundled('nothing') }, 'DownloadError', 'config.json'],
  ] as const;
  for (const [request, name, message] of failing) {
    const error = await client.load(request).then(
      () => null,
      (reason: unknown) => reason as Error,
    );
    expect(error?.name).toBe(name);
    expect(error?.message).toContain(message);
    await expect(client.run('generate', { prompt: 'a', maxTokens: 1, sampling: null })).rejects.toThrow(
      'No model is loaded',
    );
  }
  expect((await client.load(ORGANISM)).selfCheck.holds).toBe(true);
});

test('two tabs load one model at once, and fetch it once', async () => {
  const other = createModelsClient();
  const [one, two] = await Promise.all([client.load(ORGANISM), other.load(ORGANISM)]);
  other.dispose();
  const graph = [one, two].map(({ files }) => files.find(({ path }) => path.endsWith('.onnx'))?.from);
  expect(graph.sort()).toEqual(['network', 'store']);
});
