/**
 * Benchmarks that are known by name: how they are called, how many items they have, what guessing scores.
 * Item counts are those of the split that is customarily scored. Nothing is guessed: what is not certain is null.
 */

export interface KnownBenchmark {
  /** Registry id, the first part of a benchmark's key. */
  task: string;
  name: string;
  /** Other spellings, lower case, letters and digits only; `name` and `task` are spellings too. */
  aliases: string[];
  /** Spellings that name the metric as well: `truthfulqamc2`. */
  variants?: Record<string, string>;
  items: number | null;
  chance: number | null;
  /** What a metric changes: per-item standard deviation, items, or chance; `inName` when readers say it with the name. */
  metrics?: Record<
    string,
    { itemSd?: number; items?: number | null; chance?: number | null; inName?: string }
  >;
  /** Metric that is customarily reported when a results file holds several; it is listed first. */
  preferred?: string;
}

const known = (
  task: string,
  name: string,
  items: number | null,
  chance: number | null,
  aliases: string[] = [],
  more: Pick<KnownBenchmark, 'variants' | 'metrics' | 'preferred'> = {},
): KnownBenchmark => ({ task, name, items, chance, aliases, ...more });

export const KNOWN_BENCHMARKS: readonly KnownBenchmark[] = [
  known('hellaswag', 'HellaSwag', 10042, 25, ['hswag', 'hs'], { preferred: 'acc_norm' }),
  known('truthfulqa', 'TruthfulQA', 817, null, ['tqa', 'truthful'], {
    variants: {
      truthfulqamc1: 'mc1',
      truthfulqamc2: 'mc2',
      tqamc1: 'mc1',
      tqamc2: 'mc2',
      tqa1: 'mc1',
      tqa2: 'mc2',
    },
    // MC2 gives each question a share between 0 and 1; 0.41 is its spread over questions, and guessing has no fixed score.
    metrics: { mc1: { inName: 'MC1' }, mc2: { itemSd: 0.41, inName: 'MC2' }, gen: { inName: 'generation' } },
    preferred: 'mc2',
  }),
  known('arc_challenge', 'ARC-Challenge', 1172, 25, ['arc', 'arcc', 'ai2arc', 'ai2arcchallenge', 'arcch'], {
    preferred: 'acc_norm',
  }),
  known('arc_easy', 'ARC-Easy', 2376, null, ['arce', 'ai2arceasy'], { preferred: 'acc_norm' }),
  known('winogrande', 'WinoGrande', 1267, 50, ['wino', 'winograndexl', 'wg']),
  known('mmlu', 'MMLU', 14042, 25, ['hendryckstest', 'hendrycks', 'massivemultitasklanguageunderstanding']),
  known('mmlu_pro', 'MMLU-Pro', 12032, null),
  known('gsm8k', 'GSM8K', 1319, null, ['gsm', 'gradeschoolmath8k'], { preferred: 'strict-match' }),
  // The subset is often left unsaid; Diamond is the usual one and the smallest, so its noise is the cautious one.
  known('gpqa', 'GPQA', 198, 25),
  known('gpqa_diamond', 'GPQA Diamond', 198, 25, ['gpqad']),
  known('gpqa_main', 'GPQA Main', 448, 25),
  known('gpqa_extended', 'GPQA Extended', 546, 25),
  known('swe_bench_verified', 'SWE-bench Verified', 500, null, ['sweverified', 'swebenchv', 'swev']),
  known('swe_bench', 'SWE-bench', 2294, null, ['swebenchfull']),
  known('swe_bench_lite', 'SWE-bench Lite', 300, null, ['swelite']),
  known('ifeval', 'IFEval', 541, null, ['instructionfollowing', 'instructionfollowingeval'], {
    // Instruction-level scores average over the instructions of the prompts, which are more than 541.
    metrics: { inst_level_strict_acc: { items: null }, inst_level_loose_acc: { items: null } },
    preferred: 'prompt_level_strict_acc',
  }),
  known('hle', 'HLE', 2500, null, ['humanityslastexam', 'humanitylastexam']),
  known('humaneval', 'HumanEval', 164, null, ['openaihumaneval']),
  known('humaneval_plus', 'HumanEval+', 164, null),
  known('mbpp', 'MBPP', 500, null),
  known('piqa', 'PIQA', 1838, 50, [], { preferred: 'acc_norm' }),
  known('boolq', 'BoolQ', 3270, null),
  known('openbookqa', 'OpenBookQA', 500, 25, ['obqa'], { preferred: 'acc_norm' }),
  known('sciq', 'SciQ', 1000, 25, [], { preferred: 'acc_norm' }),
  known('copa', 'COPA', 100, 50),
  known('commonsense_qa', 'CommonsenseQA', 1221, 20, ['csqa']),
  known('logiqa', 'LogiQA', 651, 25, [], { preferred: 'acc_norm' }),
  known('lambada', 'LAMBADA', 5153, null, ['lambadaopenai']),
  known('race', 'RACE', null, 25),
  known('wsc', 'WSC', 273, 50, ['wsc273', 'winogradschemachallenge']),
  known('triviaqa', 'TriviaQA', null, null),
  known('nq_open', 'NaturalQuestions', 3610, null, ['nq', 'naturalqs', 'naturalquestion']),
  known('drop', 'DROP', null, null, [], { preferred: 'f1' }),
  known('bbh', 'BBH', 6511, null, ['bigbenchhard'], { preferred: 'acc_norm' }),
  known('math', 'MATH', 5000, null, ['hendrycksmath', 'minervamath']),
  known('math_500', 'MATH-500', 500, null),
  known('math_hard', 'MATH Lvl 5', 1324, null, ['mathlevel5', 'mathl5']),
  known('musr', 'MuSR', 756, null, [], { preferred: 'acc_norm' }),
  known('agieval', 'AGIEval', null, null),
  known('simpleqa', 'SimpleQA', 4326, null),
  known('aime', 'AIME', null, null),
  known('livecodebench', 'LiveCodeBench', null, null, ['lcb']),
  known('mmmu', 'MMMU', null, null),
];

/** Metrics and protocols that set two columns of one task apart, with their spellings (letters and digits only). */
export const KNOWN_METRICS: Readonly<Record<string, readonly string[]>> = {
  acc: ['acc'],
  acc_norm: [
    'accnorm',
    'normacc',
    'accuracynorm',
    'accnormalized',
    'accnormalised',
    'normalizedacc',
    'normalisedacc',
    'normalizedaccuracy',
    'normalisedaccuracy',
    'accuracynormalized',
    'accuracynormalised',
  ],
  mc1: ['mc1'],
  mc2: ['mc2'],
  gen: ['gen', 'generation', 'generative'],
  exact_match: ['exactmatch', 'em'],
  'strict-match': ['strictmatch', 'exactmatchstrictmatch'],
  'flexible-extract': ['flexibleextract', 'exactmatchflexibleextract'],
  prompt_level_strict_acc: ['promptlevelstrictacc', 'promptlevelstrict', 'promptstrict', 'strictprompt'],
  prompt_level_loose_acc: ['promptlevelloose', 'promptlevellooseacc', 'promptloose', 'looseprompt'],
  inst_level_strict_acc: ['instlevelstrictacc', 'instlevelstrict', 'inststrict', 'strictinst'],
  inst_level_loose_acc: ['instlevellooseacc', 'instlevelloose', 'instloose', 'looseinst'],
  f1: ['f1'],
  'pass@1': ['pass1', 'passat1'],
  cot: ['cot', 'chainofthought'],
};

/** The registry entry of a task id; null for a benchmark the registry does not know. */
export function knownBenchmark(task: string): KnownBenchmark | null {
  return byTask.get(task) ?? null;
}

const byTask = new Map(KNOWN_BENCHMARKS.map((entry) => [entry.task, entry]));

/** Letters and digits of a name, lower case: how spellings are compared. A plus is a word ("HumanEval+"). */
export function compact(text: string): string {
  return text
    .toLowerCase()
    .replace(/\+/g, 'plus')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every spelling → task and, where it says so, metric. */
export const SPELLINGS: ReadonlyMap<string, Spelling> = spellings();

export interface Spelling {
  task: string;
  metric: string | null;
}

function spellings(): Map<string, Spelling> {
  const found = new Map<string, Spelling>();
  for (const { task, name, aliases, variants } of KNOWN_BENCHMARKS) {
    for (const spelling of [task, name, ...aliases]) found.set(compact(spelling), { task, metric: null });
    for (const [spelling, metric] of Object.entries(variants ?? {})) found.set(spelling, { task, metric });
  }
  return found;
}
