/** What a column header means, by its words alone; the values under it are judged elsewhere. */
import { identityFromKey, recogniseBenchmark, recogniseMetric, type BenchmarkIdentity } from '../benchmark';
import { compact, knownBenchmark } from '../registry';
import { factNamed } from './factNames';
import type { FactName } from '../facts';

export type Meaning =
  | { kind: 'model' | 'family' | 'size'; rank: number }
  /** Who made the model: what a family is among frontier models, and nothing elsewhere. */
  | { kind: 'lab'; rank: number }
  | { kind: 'score'; identity: BenchmarkIdentity }
  | { kind: 'stderr' | 'items'; identity: BenchmarkIdentity | null }
  /** A metric without its benchmark, which a title or a line above may name. */
  | { kind: 'metric'; metric: string }
  /** Names the metric of one benchmark's column, row by row. */
  | { kind: 'variant'; identity: BenchmarkIdentity }
  | { kind: 'benchmark-name' | 'benchmark-value' | 'metric-name' | 'shots' }
  | { kind: 'fact'; fact: FactName }
  /** Known, and not a score. */
  | { kind: 'other' };

const words = (list: string) => list.trim().split(/\s+/);
const ranked = (list: string) => new Map(words(list).map((word, rank) => [word, rank]));

const MODEL = ranked(
  'model models modelname modelid modell modele modèle modelo fullname checkpoint checkpointname llm system name hfrepo repo hfmodel evalname pretrained',
);
const FAMILY = ranked(
  'family modelfamily familyname familie modellfamilie famille familia series modelseries lineage suite line group',
);
const LAB =
  /^(?:model)?(?:labs?|labor|orgs?|organi[sz]ations?|company|developers?|publishers?|vendors?|providers?|makers?|hersteller|anbieter|entwickler|entreprise|empresa)(?:name)?$/;
const SIZE =
  /^(?:n|num|no|nb|number|numberof|total|model)*(?:params?|parameters?|parameterzahl|size|paramcount|parametercount|gr(?:ö|oe)(?:ß|ss)e|modellgr(?:ö|oe)(?:ß|ss)e|taille|paramètres|tamaño|anzahlparameter|nonembeddingparams)(?:count|total)?(?:in)?(?:b|m|bn|billions?|millions?|mio|mrd)?$/;
const LONG: Record<string, 'benchmark-name' | 'benchmark-value' | 'metric-name' | 'shots'> =
  Object.fromEntries([
    ...words(
      'benchmark benchmarks benchmarkname task tasks taskname dataset datasetname eval evaluation test',
    ).map((word) => [word, 'benchmark-name']),
    ...words('score value result scorepercent scorepct accuracy performance scorevalue').map((word) => [
      word,
      'benchmark-value',
    ]),
    ...words('metric metrics metricname measure').map((word) => [word, 'metric-name']),
    ...words('shots shot nshot nshots numshots numfewshot fewshot fewshots kshot').map((word) => [
      word,
      'shots',
    ]),
  ]);
const STDERR = new Set(words('se stderr stderror sem std stddev stdev sd error err standard'));
const ITEMS = new Set(words('items samples nsamples n questions count examples'));
const VARIANT = new Set(words('variant metric'));
/** Words of columns that are plainly no scores of one benchmark. */
const OTHER = new Set(
  words(`
    token tokens dmodel hidden width depth layer layers head heads nheads nlayers vocab vocabulary context ctx seqlen date released release
    year month day url link source sources note notes comment comments remark remarks bemerkung bemerkungen license licence lab org
    organization organisation company developer publisher vendor type architecture arch precision dtype rank position id index idx row no
    hub likes downloads flops flop compute cost price latency speed hours co2 average avg mean mittelwert durchschnitt version revision sha
    commit seed recipe parent use base available flagged merged moe protocol curated chat template active filter ci lower upper subset
    frozen disputed ext elo rating country language languages lr batch steps step time timestamp hardware gpu gpus epochs unnamed kommentar
    dim embedding status open weights reasoning
  `),
);

const memory = new Map<string, Meaning | null>();

/** The meaning of a header; null when no word of it is known. */
export function meaningOf(header: string): Meaning | null {
  const before = memory.get(header);
  if (before !== undefined) return before;
  const meaning = header.length > 120 ? null : read(header);
  // Headers are few; a hostile file with millions of them must not grow this for ever.
  if (memory.size > 5000) memory.clear();
  memory.set(header, meaning);
  return meaning;
}

function read(header: string): Meaning | null {
  const text = header.replace(/[`*]/g, ' ').trim();
  const short = compact(text.replace(/#/g, ''));
  if (text === '' || /^#$|^unnamed:/i.test(text)) return { kind: 'other' };
  // "hellaswag/acc_norm/10-shot": a key as the panels and this app's own exports write it.
  const spelled = text.includes('/') ? identityFromKey(text) : null;
  if (spelled && knownBenchmark(spelled.task)) return { kind: 'score', identity: spelled };
  const identity = recogniseBenchmark(text);
  if (identity) return { kind: 'score', identity };
  if (MODEL.has(short)) return { kind: 'model', rank: MODEL.get(short) ?? 0 };
  const fact = factNamed(short);
  // A count of all parameters is the size where no other column tells one.
  if (fact === 'totalB') return { kind: 'size', rank: 1000 + short.length };
  if (fact !== null) return { kind: 'fact', fact };
  if (SIZE.test(short)) return { kind: 'size', rank: short.length };
  if (FAMILY.has(short)) return { kind: 'family', rank: FAMILY.get(short) ?? 0 };
  if (LAB.test(short)) return { kind: 'lab', rank: short.length };
  const parts = text.toLowerCase().match(/[\p{L}\p{N}@+]+|±/gu) ?? [];
  const beside = withoutWords(parts, text);
  if (beside) return beside;
  if (LONG[short]) return { kind: LONG[short] };
  const metric = recogniseMetric(text);
  if (metric !== null) return { kind: 'metric', metric };
  return parts.some((part) => OTHER.has(part)) || OTHER.has(short) ? { kind: 'other' } : null;
}

/** Headers that name a benchmark and what belongs to it: its standard error, its items, its variant. */
function withoutWords(parts: string[], text: string): Meaning | null {
  const kinds = [
    ['stderr', (part: string) => STDERR.has(part) || part === '±'],
    ['items', (part: string) => ITEMS.has(part)],
    ['variant', (part: string) => VARIANT.has(part)],
  ] as const;
  for (const [kind, belongs] of kinds) {
    if (!parts.some(belongs)) continue;
    const rest = parts.filter((part) => !belongs(part)).join(' ');
    const key = /^(\S+\/\S+)\s+\S+$/.exec(text)?.[1];
    const spelled = key ? identityFromKey(key) : null;
    const identity = spelled && knownBenchmark(spelled.task) ? spelled : recogniseBenchmark(rest);
    if (identity) return { kind, identity };
    if (kind !== 'variant' && (rest === '' || recogniseMetric(rest) !== null))
      return { kind, identity: null };
  }
  return null;
}
