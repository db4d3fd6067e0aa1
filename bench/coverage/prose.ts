/** The text of docs/validity.md around its tables. Its figures are looked up in the tables; none is typed. */
import { CORRELATIONS, PARTS } from './cells';
import { B2_ITEM_SD, COUNTS, ITEMS, SIZES, TRENDS } from './design';
import { DRAWS } from './familyCell';
import { cellOf, spanOf } from './lookup';
import type { Validity } from './report';

export interface Section {
  heading: string;
  text: string[];
  /** Ids of the tables that follow. */
  tables: string[];
}

const TOLD = 'noise as told: lowest to highest';
const ITEMS_ALONE = 'item noise alone';
const APP = 'as the app gives it';
const NARROW = 'noise told only: ± z·se';
const LARGER = '± se·max(z, t·√(χ²/ν))';
const SCATTER = '± z·se·√max(1, χ²/ν)';
const whole = (value: number) => value.toLocaleString('en-GB');
const listed = (values: readonly (number | string)[]) =>
  `${values.slice(0, -1).join(', ')} and ${values[values.length - 1]}`;

export function proseOf(validity: Validity): Section[] {
  return [
    beginning(validity),
    simulated(validity),
    goals(),
    slope(validity),
    rules(validity),
    perDecade(validity),
    steps(validity),
    crossing(validity),
    verdict(validity),
    power(validity),
    correlation(validity),
    items(),
    forecasts(validity),
    panelForecasts(validity),
    limits(),
  ];
}

function beginning({ generated: { date, replicates, cpuMinutes, seed }, tables }: Validity): Section {
  const at = (id: string, labels: string[], column: string) => cellOf(tables, id, labels, column);
  return {
    heading: '# How often the intervals are right',
    text: [
      'A simulation study of what Crossover states: families whose truth is known are scored with noise, the app’s own functions judge the scores, and what they say is held against the truth.',
      `Run of ${date}: ${whole(replicates)} replicates of each cell (fewer where said), seed ${seed}, ${cpuMinutes} CPU minutes. \`node scripts/coverage.mjs\` makes this page and \`src/lib/methods/validity.json\` again; with the same seed and replicates the tables come out the same. Every figure here, in the tables and between them, is written by that script.`,
      '**In short.**',
      [
        `- Where the noise is as the method is told, γ₁₂ and the narrower interval of the slope cover what they say (${at('goals', ['γ₁₂, Fieller set: coverage, %'], TOLD)} and ${at('goals', ['slope, given the told noise: coverage, %'], TOLD)} %). Turns are settled where there is none in up to ${highestOf(at('goals', ['turn settled where there is none, each trend, %'], TOLD))} %, and verdicts are false in up to ${highestOf(at('goals', ['false verdicts, each trend, %'], TOLD))} %, for the worst trend, noise and number of sizes.`,
        `- The slope’s own interval is cautious: for item noise alone it covers ${spanOf(tables, 'slope-coverage', [ITEMS_ALONE])} % and is ${at('slope-width', [ITEMS_ALONE], 'n = 3')} times as wide as need be for three sizes, ${at('slope-width', [ITEMS_ALONE], 'n = 5')} for five, ${at('slope-width', [ITEMS_ALONE], 'n = 12')} for twelve. That is the price of not knowing how much training runs differ: with a run SD of 2 that nobody told it still covers ${spanOf(tables, 'slope-coverage', ['run SD 2, not told'])} %, where the narrower one covers ${spanOf(tables, 'slope-noise-coverage', ['run SD 2, not told'])} %.`,
        `- Everything else that rests on item noise alone (γ₁₂, phases, crossing, and verdicts by crossing) has no such protection: with an untold run SD of 2 a verdict is false in up to ${highestOf(spanOf(tables, 'verdict-false', ['run SD 2, not told']))} %. See “Where the methods do not hold”.`,
      ].join('\n'),
    ],
    tables: [],
  };
}

function simulated({ generated: { replicates } }: Validity): Section {
  const part = (of: keyof typeof PARTS) => whole(Math.ceil(replicates / PARTS[of]));
  return {
    heading: '## What was simulated',
    text: [
      [
        `- **Families.** Sizes are designed, not drawn: n = ${listed(COUNTS)}, from ${SIZES[8][0]} to ${SIZES[8][7]} B, unevenly spaced as in the Pythia suite (n = 8 is its own list, the others thin or fill it over the same range).`,
        `- **Trends.** Benchmark 1, like HellaSwag, rises from 30 to 70 % straight in log size. Benchmark 2, like TruthfulQA MC2: ${TRENDS.map(({ title }) => title).join('; ')}. Points are percent points over the whole range. Leaving chance, both are level for the smaller sizes and then rise together.`,
        `- **Item noise.** Of ${whole(ITEMS.b1)} items scored 0 or 1 and of ${whole(ITEMS.b2)} graded ones with an SD of ${B2_ITEM_SD}, as real benchmarks have them. The errors of two models on the same items correlate by ρ = 0 or 0.6: a part common to all models and a part of each model’s own, both normal.`,
        '- **Run noise.** A further normal error of each score, SD 0, 1, 2 or 3 points, independent between models and between the two benchmarks.',
        '- **What the method is told.** The item counts always. ρ and the run SD either as they are (“told”) or, as by default, as 0 (“not told”). The standard errors are those that the app works out from the noisy scores themselves.',
        `- **Replicates.** Lines and steps: ${whole(replicates)} in each cell of trend, n and noise. Turn and verdict: the first ${part('turns')} of them. Phases: the first ${part('phases')}, each with n − 1 steps. The simulations inside a replicate take ${whole(DRAWS)} draws (the app: 100,000), so that a share near 0.95 is off by ±0.007. Power: ${part('fall')} replicates an effect for falls and steps, ${part('depth')} for depths. Pearson r: ${whole(replicates)}.`,
        '- **Random numbers.** Philox4x32-10, the app’s own. A cell has a stream named after it, so no cell depends on which others run, or where.',
      ].join('\n'),
      '**The target of a slope.** The line that the method would draw through the noiseless scores: for a straight trend that is the one slope there is, for a curved one it is York’s line through the noiseless points, a summary of the curve at just these sizes. ΔB2 per decade likewise, in log size. The **oracle** knows the noise as it is, run SD and ρ included, and gives ± 1.96 standard errors.',
    ],
    tables: [],
  };
}

const goals = (): Section => ({
  heading: '## Goals',
  text: [
    'Coverage of 93 to 97 % at nominal 95 %, widths up to 1.2 times the oracle’s, false labels up to 5 %. Coverage above the goal misses it as coverage below does: such an interval is wider than it says.',
  ],
  tables: ['goals'],
});

function slope({ tables }: Validity): Section {
  const width = (noise: string, column: string) => cellOf(tables, 'slope-width', [noise], column);
  return {
    heading: '## Slope of B2 on B1',
    text: [
      'The app’s interval is ± t(n − 2)·se·√max(1, χ²/ν), or ± z·se·√max(1, χ²/ν) once a run SD is told; the narrower one beside it is ± z·se.',
      `**Reading.** With item noise alone the app’s interval over-covers at every n, most for few sizes: the t quantile for not knowing the scatter and the factor that never narrows add up. With a told run SD it covers ${spanOf(tables, 'slope-coverage', ['run SD 2, told'])} % (run SD 2): the factor √max(1, χ²/ν) alone still widens it, by ${width('run SD 2, told', 'n = 3')} for three sizes and ${width('run SD 2, told', 'n = 12')} for twelve. The narrower interval covers as stated whenever the told noise is so, and is then the oracle’s, whichever trend or n; it fails as soon as runs scatter unnoticed (${spanOf(tables, 'slope-noise-coverage', ['run SD 1, not told'])} % at run SD 1, ${spanOf(tables, 'slope-noise-coverage', ['run SD 3, not told'])} % at run SD 3).`,
      `Not told that items are shared (ρ 0.6, the cautious default), even the narrower interval covers ${spanOf(tables, 'slope-noise-coverage', ['items shared (ρ 0.6), not told'])} %, and is ${cellOf(tables, 'slope-noise-width', ['items shared (ρ 0.6), not told'], 'n = 5')} times too wide: 1/√(1 − ρ).`,
      'Along a curved trend the scatter about the line is mostly curvature, which is no noise: the interval covers its target nearly always and is very wide. It then says that a line does not describe the family, not how well the slope is known.',
    ],
    tables: [
      'slope-coverage',
      'slope-width',
      'slope-noise-coverage',
      'slope-noise-width',
      'slope-trend-coverage',
      'slope-trend-width',
      'slope-oracle',
    ],
  };
}

function rules({ tables }: Validity): Section {
  const coverage = (noise: string, rule: string) => spanOf(tables, 'slope-rule-coverage', [noise, rule]);
  const width = (noise: string, rule: string, column: string) =>
    cellOf(tables, 'slope-rule-width', [noise, rule], column);
  const power = (noise: string, rule: string, n: string) =>
    cellOf(tables, 'power-fall', [noise, rule, n], '817 items');
  return {
    heading: '## Other rules for the slope’s interval',
    text: [
      'No rule can be narrow for few sizes, right under item noise alone, and right under run noise that nobody knows: three sizes leave one degree of freedom to see the scatter with. Three rules beside the app’s:',
      [
        `- **${SCATTER}** is narrower, and covers ${coverage('run SD 2, not told', SCATTER)} % at an untold run SD of 2: the scatter seen at few sizes is too often small.`,
        `- **${LARGER}** is the larger of the interval that trusts the noise and the interval that trusts the scatter. It holds whenever either does, and lies within the app’s in every sample. It covers ${coverage(ITEMS_ALONE, LARGER)} % under item noise alone and ${coverage('run SD 2, not told', LARGER)} % at an untold run SD of 2 (the app’s: ${coverage(ITEMS_ALONE, APP)} and ${coverage('run SD 2, not told', APP)}), and is for item noise alone ${width(ITEMS_ALONE, LARGER, 'n = 4')} times as wide as the oracle’s for four sizes against ${width(ITEMS_ALONE, APP, 'n = 4')}, ${width(ITEMS_ALONE, LARGER, 'n = 5')} against ${width(ITEMS_ALONE, APP, 'n = 5')} for five and ${width(ITEMS_ALONE, LARGER, 'n = 8')} against ${width(ITEMS_ALONE, APP, 'n = 8')} for eight. Five sizes then find a fall of ${power(ITEMS_ALONE, LARGER, '5')} points with 80 % probability, against ${power(ITEMS_ALONE, APP, '5')}. By these tables it is the better default.`,
        `- **${NARROW}** is right where the noise is told in full, and nowhere else. With a run SD told it is the rule that these tables support: ${coverage('run SD 2, told', NARROW)} % against ${coverage('run SD 2, told', APP)} %.`,
      ].join('\n'),
    ],
    tables: ['slope-rule-coverage', 'slope-rule-width'],
  };
}

const perDecade = ({ tables }: Validity): Section => ({
  heading: '## ΔB2 per decade of size',
  text: [
    `Made as the slope’s interval is, and like it: ${spanOf(tables, 'decade-coverage', [ITEMS_ALONE])} % under item noise alone. Sizes have no error, so nothing here depends on how benchmark 1 moves.`,
  ],
  tables: ['decade-coverage', 'decade-width'],
});

function steps({ tables }: Validity): Section {
  const label = (noise: string, column: string) => cellOf(tables, 'labels', [noise], column);
  const trend = (title: string, column: string) => cellOf(tables, 'labels-trend', [title], column);
  return {
    heading: '## Steps: γ₁₂ and phases',
    text: [
      `**γ₁₂.** The Fieller set covers ${spanOf(tables, 'fieller-coverage', [ITEMS_ALONE])} % under item noise alone, also on the steps within chance, where it opens into the outside of an interval or the whole line. Untold run noise breaks it: ${spanOf(tables, 'fieller-coverage', ['run SD 2, not told'])} % at run SD 2. There is nothing in one step that could show that noise; only a told run SD helps.`,
      `**Phases.** A probability of 0.95 given the noise is not a promise that 95 % of the names are right: that depends on how often families do what. Over this study’s mixture ${label(ITEMS_ALONE, 'of these right, %')} % of the names are right and ${label(ITEMS_ALONE, 'steps named wrongly, %')} % of all steps are named wrongly. Along the flat trend ${trend('flat', 'steps named, %')} % of the steps are named and ${trend('flat', 'of these right, %')} % of the names are right: the true phase is the transition, whose band is too narrow for these items to settle, so that nearly every name is a mistake. The other reading holds better: a step is named wrongly in ${trend('flat', 'steps named wrongly, %')} % along the flat trend and less along the others. But a flat step can be named wrongly on either side, tax or bonus, each with up to 5 %: where benchmark 1 rises little in a step, the band is narrow and both count (${spanOf(tables, 'labels-flat', [ITEMS_ALONE])} % over the numbers of sizes). Over a whole family mistakes add up (last column).`,
      `With an untold run SD of 2, ${label('run SD 2, not told', 'steps named wrongly, %')} % of the steps are named wrongly.`,
      `**Reliability.** Stated probability against how often it came true. Probabilities are stated given the observed scores, as if every true difference were equally likely beforehand; here true differences are few and moderate, so that under item noise alone 90–95 % comes true in ${cellOf(tables, 'reliability', ['90–95'], ITEMS_ALONE)} % and 95–100 % in ${cellOf(tables, 'reliability', ['95–100'], ITEMS_ALONE)} %; with an untold run SD of 2 in ${cellOf(tables, 'reliability', ['90–95'], 'run SD 2, not told')} and ${cellOf(tables, 'reliability', ['95–100'], 'run SD 2, not told')} %.`,
    ],
    tables: ['fieller-coverage', 'fieller-width', 'labels', 'labels-trend', 'labels-flat', 'reliability'],
  };
}

function crossing({ tables }: Validity): Section {
  return {
    heading: '## Critical scale',
    text: [
      `A turn is settled where there is none in ${spanOf(tables, 'crossing-false', [ITEMS_ALONE])} % of the families under item noise alone, and in ${spanOf(tables, 'crossing-false', ['run SD 3, not told'])} % with an untold run SD of 3. More sizes mean more chances for a lowest score in the middle. A U of depth 8 is found in ${spanOf(tables, 'crossing-found', [ITEMS_ALONE])} %; with an even number of sizes no model stands at its bottom.`,
      `N_c, where the turn is found, lies in its interval in ${spanOf(tables, 'scale-coverage', [ITEMS_ALONE])} %. The interval is wide: its ends are a factor of ${spanOf(tables, 'scale-width', [ITEMS_ALONE])} apart. Only found turns are counted, and where few are found, luck has chosen them: with a told run SD of 3 the interval covers ${spanOf(tables, 'scale-coverage', ['run SD 3, told'])} %, least for four sizes, where no model stands at the bottom and the vertex is kept near the one that was lowest. With an untold run SD of 2 it covers ${spanOf(tables, 'scale-coverage', ['run SD 2, not told'])} %.`,
    ],
    tables: [
      'crossing-false',
      'crossing-false-trend',
      'crossing-found',
      'crossing-denied',
      'scale-coverage',
      'scale-width',
    ],
  };
}

function verdict({ tables }: Validity): Section {
  const falling = TRENDS[0].title;
  return {
    heading: '## Verdict',
    text: [
      `Under item noise alone the verdict is false in at most ${highestOf(spanOf(tables, 'verdict-false', [ITEMS_ALONE]))} % for the worst trend and n; with an untold run SD of 2 in at most ${highestOf(spanOf(tables, 'verdict-false', ['run SD 2, not told']))} %. Nearly all of these are false turns: the slope’s own interval sees the scatter, the turn’s simulation does not, and a settled turn outranks the slope. With a told run SD the slope’s share and the turn’s add up: at most ${highestOf(spanOf(tables, 'verdict-false', ['run SD 2, told']))} % at run SD 2, for many sizes. The price of the slope’s wide interval is power: a fall by 12 points over the family is called a fall in ${cellOf(tables, 'verdict-right', [falling], 'n = 3')} % of the families of three sizes, ${cellOf(tables, 'verdict-right', [falling], 'n = 4')} % of four and ${cellOf(tables, 'verdict-right', [falling], 'n = 5')} % of five.`,
    ],
    tables: [
      'verdict-right',
      'verdict-right-noise',
      'verdict-false',
      'verdict-false-trend',
      'verdict-false-run',
    ],
  };
}

const highestOf = (span: string): string => span.split(' to ').at(-1) ?? span;

function power({ tables }: Validity): Section {
  const fall = (n: string, items: string) => cellOf(tables, 'power-fall', [ITEMS_ALONE, APP, n], items);
  return {
    heading: '## Power',
    text: [
      `What is found with 80 % probability. With ${ITEMS.b2} items five sizes find a fall of ${fall('5', '817 items')} points over the family and eight one of ${fall('8', '817 items')}; with 13,072 items ${fall('5', '13,072 items')} and ${fall('8', '13,072 items')}. More items help against item noise alone: with an untold run SD of 2, five sizes find ${cellOf(tables, 'power-fall', ['run SD 2, not told', APP, '5'], '817 items')} points with ${ITEMS.b2} items and ${cellOf(tables, 'power-fall', ['run SD 2, not told', APP, '5'], '13,072 items')} with sixteen times as many. Further sizes help against both.`,
    ],
    tables: ['power-fall', 'power-fall-curve', 'power-depth', 'power-step'],
  };
}

function correlation({ tables }: Validity): Section {
  const cover = (sample: string, method: string) => spanOf(tables, 'r-coverage', [sample, method]);
  return {
    heading: '## Pearson r',
    text: [
      `Intervals of r are made for random samples, which a family is not; here they get them, with a true r of ${listed(CORRELATIONS)}. On normal samples Fisher’s z covers ${cover('normal', 'Fisher’s z')} %, the percentile interval ${cover('normal', 'percentile')} % and BCa ${cover('normal', 'BCa')} %. On heavy-tailed ones: ${cover('heavy-tailed (t₃)', 'Fisher’s z')}, ${cover('heavy-tailed (t₃)', 'percentile')} and ${cover('heavy-tailed (t₃)', 'BCa')} %. The percentile interval falls short everywhere; BCa comes near on normal samples, at the price of being the widest with five points; Fisher’s z is right and narrow for normal samples and falls further short the more heavy-tailed points there are. For a family they are background, as the app shows them.`,
    ],
    tables: ['r-coverage', 'r-width'],
  };
}

const items = (): Section => ({
  heading: '## A check item by item',
  text: [
    'The study draws scores from a correlated-normal model. Here the same families are scored item by item instead: each item has a difficulty that all models share, each model answers every item, and a score is the mean over the items. The two should agree.',
  ],
  tables: ['items-check', 'items-noise'],
});

function forecasts({ tables, generated: { replicates } }: Validity): Section {
  const at = (level: string, labels: string[], method: string) =>
    cellOf(tables, `forecast-coverage-${level}`, labels, method);
  const own = (level: string, noise: string, method: string) =>
    spanOf(tables, `forecast-sizes-${level}`, [noise, method]);
  const RUNS = 'run SD 2, not told';
  const BOWL = 'U-shaped, 8 deep';
  return {
    heading: '## Forecasts: bands on simulated families',
    text: [
      `A larger model is drawn from the same trend, twice and ten times the largest size, and scored as the others are. A band holds noise and parameters (the larger of normal quantile with the noise told and t quantile with the scatter seen) and, as large as the family’s models make them, the terms that the method leaves out: persistence its steps per tenfold size and the bend, the mean its slope and bend, a line and a logistic curve their bend, a quadratic its twist. ${whole(replicates)} replicates of each cell.`,
      `**Reading.** On the trend of its own form each method covers what it says or more: the 80 % bands ${own('80', ITEMS_ALONE, 'persistence')} % (persistence), ${own('80', ITEMS_ALONE, 'line')} % (line) and ${own('80', ITEMS_ALONE, 'logistic')} % (logistic) over the numbers of sizes, the 95 % bands ${own('95', ITEMS_ALONE, 'persistence')}, ${own('95', ITEMS_ALONE, 'line')} and ${own('95', ITEMS_ALONE, 'logistic')} %; with an untold run SD of 2 ${own('80', RUNS, 'persistence')}, ${own('80', RUNS, 'line')} and ${own('80', RUNS, 'logistic')} %, and ${own('95', RUNS, 'persistence')}, ${own('95', RUNS, 'line')} and ${own('95', RUNS, 'logistic')} %.`,
      `On a trend of another form they need not: ten times beyond a fall that levels off and turns, the line’s bands hold ${at('80', [ITEMS_ALONE, 'falls by 12 and levels off', '10 times'], 'line')} and ${at('95', [ITEMS_ALONE, 'falls by 12 and levels off', '10 times'], 'line')} %. Persistence holds ${at('80', [ITEMS_ALONE, BOWL, '10 times'], 'persistence')} and ${at('95', [ITEMS_ALONE, BOWL, '10 times'], 'persistence')} % ten times beyond a U, at the price of the wide bands below: that far out little is known, and the bands say so.`,
    ],
    tables: [
      'forecast-coverage-80',
      'forecast-coverage-95',
      'forecast-width',
      'forecast-sizes-80',
      'forecast-sizes-95',
    ],
  };
}

function panelForecasts({ tables }: Validity): Section {
  const at = (benchmark: string, method: string, column: string) =>
    cellOf(tables, 'forecast-panel', [benchmark, method], column);
  const MC2 = 'TruthfulQA MC2';
  return {
    heading: '## Forecasts: real families',
    text: [
      `On TruthfulQA MC2 persistence misses the last size of ${at(MC2, 'persistence', 'families')} families by ${at(MC2, 'persistence', 'error, points')} points on average (${at(MC2, 'persistence', 'error, %')} % of the score), a line by ${at(MC2, 'line', 'error, points')}. On HellaSwag a line misses by ${at('HellaSwag', 'line', 'error, points')}, a logistic curve by ${at('HellaSwag', 'logistic', 'error, points')} and persistence by ${at('HellaSwag', 'persistence', 'error, points')} points. With so few families a coverage is uncertain by 10 points and more; where a method’s 95 % bands held clearly too few, its forecasts are marked.`,
      '**In-sample.** What a band adds for the terms that its method leaves out was chosen with these same families in view: on the panel the coverage is in-sample for that choice, and on families that nobody looked at it may be lower.',
    ],
    tables: ['forecast-panel'],
  };
}

const limits = (): Section => ({
  heading: '## Where the methods do not hold',
  text: [
    [
      '- **Run noise that nobody told.** γ₁₂, phases, crossings and the narrower interval of the slope know item noise alone and are overconfident, the more the larger the benchmark. A false turn then becomes a false verdict, and more often the more sizes there are. Set the run SD where it is known. The slope’s and ΔB2’s own intervals see the scatter and hold.',
      '- **Shared items that nobody told.** The default ρ = 0 is cautious: everything covers more than it says and finds less than it could.',
      '- **A run SD told, however small, counts as the whole truth**: the quantile changes from t to z, and for three or four sizes the slope’s interval becomes several times narrower at once. Tell it only when it is known.',
      '- **Few sizes.** With three, the slope’s interval is so wide that a verdict by slope is hardly ever reached, whatever the family does; with four it takes a large effect.',
      '- **Curved trends.** The slope is then a summary of these sizes, and its interval measures curvature more than noise.',
      '- **Names of phases** are claims given the noise, not odds: along a flat family nearly every name is a mistake, though names are few.',
      '- **Not simulated.** Run noise that the two benchmarks share, trends that jump, sizes that were chosen after looking, models left out, contaminated or mislabelled scores, recipes that differ within a family.',
    ].join('\n'),
  ],
  tables: [],
});
