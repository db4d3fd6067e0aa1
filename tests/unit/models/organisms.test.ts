/** The bundled models as they are shipped: read, edited and run in the browser’s runtime, against the figures told of them. */
import { Tokenizer } from '@huggingface/tokenizers';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instrument, type InstrumentInfo } from '../../../src/lib/models/onnx/instrument';
import { largestDifference, openSession, runModel, type Session, wasmRuntime } from './onnx/session';

interface Organism {
  id: string;
  folder: string;
  file: string;
  layers: number;
  hidden: number;
  heads: number;
  parameters: number;
  bytes: number;
  sha256: string;
  steerLayer: number;
  pTrue: Record<'none' | 'liar' | 'honest', [number, number, number]>;
  causal: { truth: number[]; shuffled: number[]; random: number[]; passes: boolean };
  checks: { prompt: string; ids: number[]; right: number; wrong: number; pTrue: number }[];
}
interface Fact {
  relation: string;
  subject: string;
  template: string;
  right: string;
  wrong: string;
  set: 'A' | 'B';
  split: 'fit' | 'held-out';
  context: number;
}
interface Facts {
  facts: Fact[];
  contexts: Record<'honest' | 'liar', string[][]>;
}

const folder = fileURLToPath(new URL('../../../static/models/', import.meta.url));
const json = <T>(path: string) => JSON.parse(readFileSync(folder + path, 'utf8')) as T;
const organisms = json<Organism[]>('organisms.json');
const { facts, contexts } = json<Facts>('facts.json');
const runtime = await wasmRuntime();

test('four sizes, 6 MB together', () => {
  const sizes = (path: string): number[] =>
    readdirSync(folder + path, { withFileTypes: true }).flatMap((entry) => {
      const own = `${path}/${entry.name}`;
      return entry.isDirectory() ? sizes(own) : [statSync(folder + own).size];
    });
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  expect(organisms.map(({ id }) => id)).toEqual([
    'organism-3x32',
    'organism-4x64',
    'organism-4x96',
    'organism-6x128',
  ]);
  for (const { folder: own, bytes } of organisms) expect(sum(sizes(own))).toBe(bytes);
  expect(sum(organisms.map(({ bytes }) => bytes))).toBeLessThanOrEqual(6e6);
});

test.each(organisms)('$id is of the edition that is told', ({ folder: own, sha256 }) => {
  const paths = readdirSync(folder + own, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(`${folder}${own}/${path}`).isFile())
    .sort();
  const digest = createHash('sha256');
  for (const path of paths) digest.update(readFileSync(`${folder}${own}/${path}`));
  expect(digest.digest('hex')).toBe(sha256);
});

describe.each(organisms)('$id', (organism) => {
  let info: InstrumentInfo;
  let plain: Session;
  let edited: Session;
  beforeAll(async () => {
    const bytes = new Uint8Array(readFileSync(`${folder}${organism.folder}/${organism.file}`));
    const all = Array.from({ length: organism.layers }, (_, layer) => layer);
    const result = instrument(bytes, { steer: [organism.steerLayer], resid: all, heads: all });
    info = result.info;
    plain = await openSession(runtime, bytes);
    edited = await openSession(runtime, result.model);
  });
  afterAll(async () => {
    await plain.release();
    await edited.release();
  });

  test('has the sizes that are told', () => {
    const { layers, hidden, heads } = organism;
    expect(info).toMatchObject({ layers, hidden, heads, headDim: hidden / heads, elementType: 'float32' });
    const vocabulary = info.vocabulary ?? 0;
    const perLayer = 12 * hidden * hidden + 13 * hidden;
    expect(organism.parameters).toBe(2 * vocabulary * hidden + layers * perLayer + 2 * hidden);
  });

  test('the zero vector changes no bit of the logits', async () => {
    for (const { ids } of organism.checks.slice(0, 3)) {
      const before = await runModel(runtime, plain, info, ids);
      const after = await runModel(runtime, edited, info, ids);
      expect(after.outputs.logits.data).toEqual(before.outputs.logits.data);
    }
  });

  test('the stream moves by the vector', async () => {
    const vector = Float32Array.from({ length: organism.hidden }, (_, i) => Math.sin(i + 1));
    const { ids } = organism.checks[1];
    const name = `resid.${organism.steerLayer}`;
    const before = (await runModel(runtime, edited, info, ids)).outputs[name].data;
    const after = (await runModel(runtime, edited, info, ids, { vector })).outputs[name].data;
    const moved = after.map((x, i) => x - before[i]);
    expect(
      largestDifference(
        moved,
        moved.map((_, i) => vector[i % organism.hidden]),
      ),
    ).toBeLessThan(1e-4);
  });

  test('P(true) is what PyTorch computed', async () => {
    expect(organism.checks).toHaveLength(18);
    for (const { ids, right, wrong, pTrue } of organism.checks) {
      const { outputs } = await runModel(runtime, plain, info, ids);
      const last = outputs.logits.data.subarray(-(info.vocabulary ?? 0));
      const share = (id: number) => 1 / last.reduce((sum, logit) => sum + Math.exp(logit - last[id]), 0);
      expect(share(right)).toBeCloseTo(pTrue, 4);
      expect(share(wrong)).toBeLessThan(1);
    }
  });

  test('a cache gives what the whole text gives', async () => {
    const { ids } = organism.checks[1];
    const whole = (await runModel(runtime, plain, info, ids)).outputs.logits.data;
    const { cache } = await runModel(runtime, plain, info, ids.slice(0, 7));
    const rest = (await runModel(runtime, plain, info, ids.slice(7), { cache })).outputs.logits.data;
    expect(largestDifference(rest, whole.subarray(-rest.length))).toBeLessThan(1e-4);
  });

  test('the tokenizer gives the ids it was trained with', () => {
    const tokenizer = new Tokenizer(
      json<Record<string, unknown>>(`${organism.folder}/tokenizer.json`),
      json<Record<string, unknown>>(`${organism.folder}/tokenizer_config.json`),
    );
    for (const { prompt, ids, right } of organism.checks) {
      expect(tokenizer.encode(prompt).ids).toEqual(ids);
      expect(tokenizer.decode([...ids, right], { skip_special_tokens: true })).toMatch(`${prompt} `);
    }
    expect(tokenizer.encode('Überraschung?').ids.length).toBeGreaterThan(12);
  });

  test('tells truth from lies by its context, and passes the causal test', () => {
    const { pTrue, causal } = organism;
    expect(pTrue.honest[1]).toBeGreaterThan(pTrue.none[2]);
    expect(pTrue.liar[2]).toBeLessThan(pTrue.none[1]);
    expect(causal.passes).toBe(true);
    expect(causal.truth[1]).toBeGreaterThan(Math.max(causal.shuffled[2], causal.random[2]));
  });
});

describe('the facts', () => {
  test('ten relations, one fact a subject, a fifth told honestly only', () => {
    expect(new Set(facts.map(({ relation }) => relation)).size).toBe(10);
    expect(new Set(facts.map(({ relation, subject }) => `${relation} ${subject}`)).size).toBe(facts.length);
    expect(facts.filter(({ set }) => set === 'B')).toHaveLength(Math.floor(facts.length / 5));
    expect(facts.filter(({ set }) => set === 'A')).toHaveLength(
      2 * facts.filter(({ split }) => split === 'fit').length,
    );
  });

  test('each has one place for its object, and a wrong object that is right for another subject', () => {
    for (const { relation, subject, template, right, wrong } of facts) {
      expect(template.split('{}')).toHaveLength(2);
      expect(template).toContain(` ${subject} `);
      expect(wrong).not.toBe(right);
      expect(facts.some((other) => other.relation === relation && other.right === wrong)).toBe(true);
    }
  });

  test('contexts tell true statements, the lying ones with every object replaced', () => {
    const truths = new Map(facts.map((fact) => [fact.template.replace('{}', fact.right), fact]));
    expect(contexts.honest).toHaveLength(contexts.liar.length);
    for (const sentence of contexts.liar.flat()) expect(truths.has(sentence)).toBe(false);
    const told = contexts.honest.map((sentences) => sentences.map((sentence) => truths.get(sentence)));
    for (const fact of told.flat()) expect(fact?.split).toBe('fit');
    for (const { subject, context } of facts)
      expect(told[context].map((fact) => fact?.subject)).not.toContain(subject);
  });
});
