/** Family and size as a model's name tells them: `EleutherAI/pythia-1.4b` is Pythia with 1.4 billion parameters. */
import { parseSize } from './size';

export interface ModelGuess {
  /** Null when nothing but a size is left of the name. */
  family: string | null;
  /** Billions; null when the name tells no size. */
  paramsB: number | null;
  /** How a size was read that is more than a number; null when it is plain. */
  note: string | null;
}

/** Models whose names tell no size, yet have one that everybody knows (sizes of their publications). */
const KNOWN_SIZES = new Map(
  Object.entries({
    gpt2: 0.124,
    'gpt2-small': 0.124,
    'gpt2-medium': 0.355,
    'gpt2-large': 0.774,
    'gpt2-xl': 1.5,
    'gpt-2': 0.124,
    'gpt-2-small': 0.124,
    'gpt-2-medium': 0.355,
    'gpt-2-large': 0.774,
    'gpt-2-xl': 1.5,
  }),
);

/** How families write themselves, for names that are in lower case. */
const SPELLED = new Map(
  (
    'Pythia OPT BLOOM BLOOMZ GPT Falcon Gemma Llama MPT BTLM OLMo OLMo2 Qwen Mistral Mixtral Phi CodeGen CodeLlama DeepSeek InternLM ' +
    'SmolLM SmolLM2 StableLM TinyLlama XGLM RWKV Mamba OpenLLaMA Galactica RedPajama Yi StarCoder Granite Cerebras Dolly Vicuna ' +
    'Nemotron Jamba DCLM Neo NeoX J T5 mT0 Cosmo StableBeluga Danube'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Words that say how weights are stored, not what the model is. */
const STORAGE = new Set([
  'hf',
  'fp16',
  'bf16',
  'fp32',
  'float16',
  'bfloat16',
  'safetensors',
  'pytorch',
  'base',
  'pt',
]);
/** Last path parts that say nothing of the model: the part before them does. */
const NAMELESS =
  /^(?:checkpoint|step|snapshot|epoch|iter|main|model|final|output|hf|weights|latest)[-_]?\d*$|^[0-9a-f]{32,40}$/i;

/** 1.4b, 410M, 7b1, 1p4b, 13 billion, 8x7B, after a word boundary and before one. `_` counts as one ("llama_7b"). */
const SIZE =
  /(?<![\p{L}\d.,])(\d{1,3}x\d+(?:\.\d+)?[bm]|\d+(?:[.,p]\d+)?\s?(?:billion|million|bn|b|m)|\d{1,2}b\d)(?![\p{L}\d])/iu;
/** Qwen-1_8B writes its decimal point as an underscore; llama_2_7b does not. */
const UNDERSCORED = /(?<=[-/])(\d)_(\d)b(?![\p{L}\d])/iu;
/** Active parameters of a mixture of experts: "A3B" of Qwen3-30B-A3B. */
const ACTIVE = /(?<=[-_ ])a\d+(?:\.\d+)?b(?![\p{L}\d])/iu;

/** Stands where a size was taken out of a name: a private-use character, which no name has. */
const GAP = '\uE000';

/** Guesses family and size. Pure; any text is accepted, and what cannot be told is null. */
export function guessModel(name: string): ModelGuess {
  const read = readSize(name);
  if (read.known) return { family: 'GPT-2', paramsB: read.paramsB, note: null };
  const mixture = ACTIVE.test(read.rest);
  const family = familyName(read.rest.replace(ACTIVE, GAP), mixture);
  return { family, paramsB: read.paramsB, note: read.note };
}

/** The size alone, for names whose family is told: a table may have very many. */
export function guessSize(name: string): { paramsB: number | null; note: string | null } {
  const { paramsB, note } = readSize(name);
  return { paramsB, note };
}

interface SizeInName {
  paramsB: number | null;
  note: string | null;
  /** The name without its size. */
  rest: string;
  /** A name whose size is known without being in it. */
  known: boolean;
}

function readSize(name: string): SizeInName {
  const own = ownName(name);
  const known = KNOWN_SIZES.get(own.toLowerCase());
  if (known !== undefined) return { paramsB: known, note: null, rest: '', known: true };
  const text = own.includes('_') ? own.replace(UNDERSCORED, '$1.$2B') : own;
  const match = SIZE.exec(text);
  if (!match) return { paramsB: null, note: null, rest: text, known: false };
  const size = sizeOf(match[1]);
  const rest = `${text.slice(0, match.index)}${GAP}${text.slice(match.index + match[0].length)}`;
  return { paramsB: size?.paramsB ?? null, note: size?.note ?? null, rest, known: false };
}

/** The sizes of models are few, however many the models. */
const sizes = new Map<string, { paramsB: number; note: string | null } | null>();

function sizeOf(written: string): { paramsB: number; note: string | null } | null {
  const before = sizes.get(written);
  if (before !== undefined) return before;
  const plain = written
    .toLowerCase()
    .replace(/^(\d{1,2})b(\d)$/, '$1.$2b')
    .replace(/(?<=\d)p(?=\d)/, '.');
  const size = parseSize(plain);
  const read = size.kind === 'value' ? { paramsB: size.paramsB, note: size.note } : null;
  if (sizes.size < 10_000) sizes.set(written, read);
  return read;
}

/** The model's part of a path, a hub id, or a name with its slashes written as underscores. */
export function ownName(name: string): string {
  if (!/[/\\]|__|--/.test(name)) return name.trim().slice(0, 300);
  const parts = name
    .trim()
    .slice(0, 300)
    .split(/[/\\]|__|(?<=^models)--|(?<=^models--[^-]+)--/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  while (parts.length > 1 && NAMELESS.test(parts[parts.length - 1])) parts.pop();
  return parts[parts.length - 1] ?? '';
}

/** What is left of a name without its size (marked by GAP): words in their own spelling, joined as they were. */
function familyName(text: string, mixture: boolean): string | null {
  const pieces = text
    .replace(/[()[\]]/g, ' ')
    .replace(/^[\s\-_]*meta-(?=llama)/i, '')
    .split(/([-_\s\uE000]+)/);
  let family = '';
  let joint = '';
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (i % 2 === 1) {
      const plain = piece
        .replaceAll(GAP, '')
        .replace(/[-_\s]+/g, (gap) => (gap.includes(' ') ? ' ' : gap[0]));
      joint = joint || plain.charAt(0);
    } else if (piece !== '' && !STORAGE.has(piece.toLowerCase())) {
      const word = spelled(piece, family === '');
      family += family === '' ? word : (joint || '-') + word;
      joint = '';
    }
  }
  family = family
    .replace(/^open[_-]llama/i, 'OpenLLaMA')
    .replace(/^gpt2(?=$|-)/i, 'GPT-2')
    .replace(/^Cerebras-gpt/i, 'Cerebras-GPT')
    .replace(/^[\s\-_.,:;]+|[\s\-_.,:;]+$/g, '');
  if (family === '') return null;
  return mixture ? `${family}-MoE` : family;
}

function spelled(word: string, first: boolean): string {
  const known = SPELLED.get(word.toLowerCase());
  if (known !== undefined && (first || /^(?:neo|neox|j|gpt)$/i.test(word))) return known;
  const version = /^([a-z]+)(\d[\d.]*)$/.exec(word);
  const named = version === null ? undefined : SPELLED.get(version[1]);
  if (first && version && named !== undefined) return named + version[2];
  return word;
}
