/** A fixture as a LanguageModel in Node, through ONNX Runtime’s wasm build alone: no page, no worker, no transformers.js. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from '@huggingface/tokenizers';
import { readDirectPath } from '../../../src/lib/models/onnx/directPath';
import { instrument } from '../../../src/lib/models/onnx/instrument';
import { createSessionModel, type SessionModel } from '../../../src/lib/models/runtime/sessionModel';
import { instrumentPlan } from '../../../src/lib/models/runtime/sessionPlan';
import { externalData, modelBytes } from './onnx/fixtures';
import { openSession, wasmRuntime } from './onnx/session';

const FOLDERS = {
  fixture: '../../fixtures/onnx/',
  bundled: '../../../static/models/',
} as const;
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param name a fixture (`organism_4x96`, which is its float32 file) or one of its files (`organism_4x96/onnx/model_fp16`)
 * @param where the fixtures, or the models that the site brings (which then must be built)
 * @param edit of the file's bytes, before anything reads them
 */
export async function openNodeModel(
  name: string,
  where: keyof typeof FOLDERS = 'fixture',
  edit: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes,
): Promise<SessionModel> {
  const [id, ...rest] = name.split('/');
  const root = folder(FOLDERS[where]);
  const json = (file: string): unknown => JSON.parse(readFileSync(`${root}${id}/${file}`, 'utf8'));
  const file = rest.length ? name : `${id}/onnx/model`;
  const bytes = edit(
    where === 'fixture' ? modelBytes(file) : new Uint8Array(readFileSync(`${root}${file}.onnx`)),
  );
  const weights = where === 'fixture' ? externalData(file) : [];
  const { eos_token_id: end, vocab_size: vocabulary } = json('config.json') as {
    eos_token_id: number | number[];
    vocab_size: number;
  };
  const tokenizer = new Tokenizer(json('tokenizer.json') as object, json('tokenizer_config.json') as object);
  const runtime = await wasmRuntime();
  const { info } = instrument(bytes);
  const { layers, hidden, heads, kvHeads, headDim } = info;

  const integers = (values: number[][]) =>
    new runtime.Tensor('int64', BigInt64Array.from(values.flat(), BigInt), [values.length, values[0].length]);
  type Tensor = ReturnType<typeof integers>;

  return createSessionModel<Record<string, Tensor>>({
    identity: {
      kind: 'bundled',
      id: name,
      revision: null,
      digest: createHash('sha256').update(bytes).digest('hex'),
      dtype: /_(\w+)$/.exec(file.split('/').at(-1) ?? '')?.[1] ?? 'fp32',
      device: 'wasm',
    },
    shape: { layers, hidden, heads, headDim, vocabulary },
    endTokens: [end].flat(),
    tokenize: (text) => tokenizer.encode(text).ids,
    text: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
    cachesEndWithSession: false,
    disposeCache: () => undefined,
    directPath: (tokens, layers) =>
      readDirectPath(bytes, { tokens, layers }, (path) => {
        const found = weights.find((file) => file.path === path);
        return found ? Promise.resolve(found.data) : Promise.reject(new Error(`no file “${path}”`));
      }),
    async open(plan) {
      const edited = instrument(bytes, instrumentPlan(plan));
      const session = await openSession(runtime, edited.model, weights);
      return {
        async run({ sequences, past, pastLength, extra, outputs, cache }) {
          const length = sequences[0].length;
          const feeds: Record<string, unknown> = {
            input_ids: integers(sequences.map((ids) => [...ids])),
            attention_mask: integers(sequences.map(() => Array<number>(pastLength + length).fill(1))),
            position_ids: integers(sequences.map((ids) => ids.map((_, i) => pastLength + i))),
          };
          for (const [input, { data, dims }] of Object.entries(extra))
            feeds[input] = new runtime.Tensor('float32', data, dims);
          for (const input of session.inputNames)
            if (input.startsWith('past_key_values'))
              feeds[input] =
                past?.[input] ??
                new runtime.Tensor('float32', new Float32Array(0), [sequences.length, kvHeads, 0, headDim]);
          for (const input of Object.keys(feeds))
            if (!session.inputNames.includes(input)) delete feeds[input];
          const made = await session.run(feeds);
          const next = Object.entries(made)
            .filter(([output]) => output.startsWith('present'))
            .map(([output, tensor]) => [output.replace('present', 'past_key_values'), tensor] as const);
          return {
            outputs: Object.fromEntries(outputs.map((output) => [output, made[output].data])),
            cache: cache ? Object.fromEntries(next) : null,
          };
        },
        release: () => session.release(),
      };
    },
  });
}
