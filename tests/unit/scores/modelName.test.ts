import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guessModel, guessSize } from '$lib/scores/modelName';
import { parsePanel } from '$lib/scores/panels';

describe('guessModel', () => {
  test.each<[string, string | null, number | null]>([
    ['EleutherAI/pythia-1.4b', 'Pythia', 1.4],
    ['pythia-1.4b-deduped', 'Pythia-deduped', 1.4],
    ['EleutherAI__pythia-410m', 'Pythia', 0.41],
    ['Pythia 1.4B', 'Pythia', 1.4],
    ['Pythia (6,9B)', 'Pythia', 6.9],
    ['meta-llama/Llama-2-7b-hf', 'Llama-2', 7],
    ['llama_2_7b', 'Llama_2', 7],
    ['meta-llama/Meta-Llama-3.1-8B-Instruct', 'Llama-3.1-Instruct', 8],
    ['Qwen/Qwen1.5-0.5B', 'Qwen1.5', 0.5],
    ['Qwen/Qwen-1_8B', 'Qwen', 1.8],
    ['Qwen/Qwen3-30B-A3B', 'Qwen3-MoE', 30],
    ['facebook/opt-125m', 'OPT', 0.125],
    ['OPT-1.3B', 'OPT', 1.3],
    ['gpt2', 'GPT-2', 0.124],
    ['openai-community/gpt2-xl', 'GPT-2', 1.5],
    ['cerebras/Cerebras-GPT-111M', 'Cerebras-GPT', 0.111],
    ['bigscience/bloom-7b1', 'BLOOM', 7.1],
    ['bigscience/bloom', 'BLOOM', null],
    ['EleutherAI/gpt-neox-20b', 'GPT-NeoX', 20],
    ['EleutherAI/gpt-j-6b', 'GPT-J', 6],
    ['01-ai/Yi-6B-200K', 'Yi-200K', 6],
    ['openlm-research/open_llama_3b', 'OpenLLaMA', 3],
    ['stabilityai/stablelm-2-1_6b', 'StableLM-2', 1.6],
    ['mistralai/Mixtral-8x7B', 'Mixtral', 56],
    ['/data/models/pythia-1.4b/checkpoint-1000', 'Pythia', 1.4],
    ['models--EleutherAI--pythia-1.4b', 'Pythia', 1.4],
    ['nimbus-70m', 'nimbus', 0.07],
    ['Claude 3.5 Sonnet', 'Claude 3.5 Sonnet', null],
    ['microsoft/phi-2', 'Phi-2', null],
    ['7B', null, 7],
    ['', null, null],
    ['---', null, null],
  ])('%s is of %s, %s', (name, family, paramsB) => {
    expect(guessModel(name)).toMatchObject({ family, paramsB });
    expect(guessSize(name).paramsB).toBe(paramsB);
  });

  test('reads nearly every size of the uniform panel from its name, none of them wrongly', () => {
    const { models } = parsePanel('uniform', readFileSync('static/panels/uniform.csv', 'utf8'));
    const guessed = models.filter(
      (row) => guessModel(row.model).paramsB !== null && !/8x\d+B/.test(row.model),
    );
    expect(guessed.length).toBeGreaterThan(0.9 * models.length);
    // Names round: llama-30b has 32.5, Mistral-7B 7.3.
    for (const row of guessed)
      expect(Math.abs((guessModel(row.model).paramsB ?? 0) / (row.paramsB ?? 1) - 1), row.model).toBeLessThan(
        0.12,
      );
  });

  test('never throws; a family is not blank and has no size of its own left in it', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.stringMatching(/^[a-zA-Z0-9._/ -]{0,40}$/)),
        (name) => {
          const { family, paramsB } = guessModel(name);
          if (family !== null) expect(family.trim()).not.toBe('');
          if (paramsB !== null) expect(paramsB > 0 && Number.isFinite(paramsB)).toBe(true);
        },
      ),
      { numRuns: 200 },
    ));

  test('models that differ only in size are one family', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{3,8}(-v[1-9])?$/),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        fc.constantFrom('', '-chat', '-instruct', '-deduped'),
        (base, a, b, suffix) => {
          const [first, second] = [a, b].map((size) => guessModel(`${base}-${size}m${suffix}`));
          expect(first.family).toBe(second.family);
          expect(first.paramsB).toBeCloseTo(a / 1000, 9);
        },
      ),
      { numRuns: 100 },
    ));
});
