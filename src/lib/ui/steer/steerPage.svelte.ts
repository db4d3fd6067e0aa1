/**
 * The state of the Steer page and what follows from it: model → direction in every layer → what it does at each strength, beside
 * directions of equal length that know nothing of truth. Small models are measured at once; larger ones when asked.
 */
import { quarterDepth, type Calibration } from '$lib/models/steering/calibration';
import type { ChangeRates } from '$lib/models/steering/changeRates';
import type { ComparedTexts, Side } from '$lib/models/steering/comparison';
import { steeringVector, type Direction } from '$lib/models/steering/direction';
import type { SteeringDirections } from '$lib/models/steering/doses';
import { DEFAULT_ALPHAS, type Experiment } from '$lib/models/steering/experiment';
import type { FactList } from '$lib/models/steering/factItems';
import type { RankedLayer } from '$lib/models/steering/layerRanking';
import type { ReadResults } from '$lib/models/steering/resultsRead';
import { defaultSteerState, type SteerState } from '$lib/models/steering/state';
import type { Item } from '$lib/models/steering/tokens';
import { TRADE_OFF_ALPHAS, type TradeOff } from '$lib/models/steering/tradeOff';
import { directionOfVector } from '$lib/models/steering/vectorFit';
import type { Asked } from '$lib/workers/steerJobs';
import type { ModelChooser } from '../models/modelChooser.svelte';
import { anotherFile, chooseLinked, choiceOf, sameModel } from '../models/linkedModel';
import { ModelWork, WorkQueue } from '../models/modelWork.svelte';
import { evenly, pairsOf, promptLists, type PromptListId } from './prompts';
import { PublishedSteering } from './publishedSteering.svelte';

/** Below this a run of some hundred prompts takes seconds, and nobody need ask for it. Parameters’ worth of bytes. */
const SMALL = 20e6;
/** Bootstrap resamples of what is measured here. */
export const DRAWS = 2000;
/** Prompts of the two measurements that run many vectors over each. */
const FEWER = 60;

export class SteerPage {
  readonly chooser: ModelChooser;
  /** What the bundled models were taught. */
  readonly taught: FactList;
  readonly queue = new WorkQueue();
  #seen = new Set<'ranking' | 'tradeOff'>();

  state = $state.raw<SteerState>(defaultSteerState());
  /** Prompts whose answers are weighed. */
  list = $state<PromptListId>('general');
  /** The reader's own prompts, once there are any. */
  ownItems = $state.raw<Item[]>([]);
  /** A direction from a file, instead of the calibrated one. */
  imported = $state.raw<{ direction: Direction; from: string } | null>(null);
  /** Texts so far, while they are made. */
  streamed = $state.raw<Partial<Record<Side, string>>>({});
  /** Something to know about the model of a link. */
  notice = $state<string | null>(null);
  /** Results of other models and machines, brought as files. */
  others = $state.raw<ReadResults[]>([]);

  readonly calibration = new ModelWork<Calibration>(this.queue);
  readonly experiment = new ModelWork<Asked<Experiment>>(this.queue);
  readonly tradeOff = new ModelWork<Asked<TradeOff>>(this.queue, true);
  readonly ranking = new ModelWork<Asked<RankedLayer[]>>(this.queue, true);
  readonly texts = new ModelWork<ComparedTexts>(this.queue);
  readonly changes = new ModelWork<ChangeRates>(this.queue);
  readonly asPublished: PublishedSteering;

  constructor(chooser: ModelChooser, taught: FactList) {
    this.chooser = chooser;
    this.taught = taught;
    this.asPublished = new PublishedSteering(chooser, this.queue);
  }

  readonly report = $derived.by(() => this.chooser.report);
  readonly small = $derived.by(() => (this.report?.bytes ?? Infinity) < SMALL);
  readonly layer = $derived.by(() => {
    const layers = this.report?.shape.layers ?? 0;
    return this.state.layer === null || this.state.layer >= layers
      ? (this.chooser.organism?.steerLayer ?? quarterDepth(layers))
      : this.state.layer;
  });
  readonly lists = $derived.by(() => promptLists(this.taught, this.chooser.organism !== null, this.ownItems));
  /** The prompts that are weighed, and those of reasoning. */
  readonly prompts = $derived.by(() => this.lists.find(({ id }) => id === this.list) ?? this.lists[0]);

  /** What is steered with: of a file, or calibrated at the layer in use; null before there is one. */
  readonly direction = $derived.by(
    (): Direction | null =>
      this.imported?.direction ?? this.calibration.result?.layers.at(this.layer)?.truth ?? null,
  );
  /** The same with its controls. */
  readonly directions = $derived.by((): SteeringDirections | null => {
    const { direction } = this;
    const own = direction && this.calibration.result?.layers.at(direction.layer);
    if (!own) return null;
    const { shuffled, random } = own;
    return { layer: direction.layer, rms: direction.rms, truth: direction.unit, shuffled, random };
  });
  readonly vector = $derived.by(() => {
    const { directions } = this;
    return directions && steeringVector({ unit: directions.truth, rms: directions.rms }, this.state.alpha);
  });

  get opened(): boolean {
    return this.chooser.report !== null || this.chooser.progress !== null;
  }
  /** What keeps a link from being shown: a link names a model, and the reader decides whether it is fetched. */
  readonly failure = null;

  /** Takes a state over: of a link, or the default. */
  async open(state: SteerState): Promise<void> {
    this.#forget();
    this.state = state;
    this.notice = chooseLinked(this.chooser, state.model);
    if (this.notice === null) await this.load();
  }

  /** Loads the model as chosen, then its direction; a small one is measured too. */
  async load(): Promise<void> {
    this.#forget();
    if (!(await this.chooser.load())) return;
    const { identity } = this.chooser.report ?? {};
    if (!identity) return;
    const model = choiceOf(identity);
    const before = this.state.model;
    this.notice = anotherFile(before, identity);
    const { pairs } = this.state;
    const set = this.chooser.organism ? 'facts' : 'general';
    // The facts that a bundled model was taught are no questions for another one, and the other way round.
    const usual = pairs.kind === 'own' || pairs.set === set;
    if (!this.lists.some((list) => list.id === this.list)) this.list = this.lists[0].id;
    const prompt = this.state.prompt || (this.prompts.items.at(0)?.prompt ?? '');
    if (!sameModel(before, model) || !usual || prompt !== this.state.prompt)
      this.change({ model, prompt, ...(usual ? {} : { pairs: { kind: 'set', set } as const }) });
    await this.calibrate();
  }

  change(change: Partial<SteerState>): void {
    this.state = { ...this.state, ...change };
  }

  /** Anew after the pairs, the token read, the controls or the seed changed. */
  async calibrate(): Promise<void> {
    for (const work of [this.experiment, this.tradeOff, this.ranking, this.texts, this.changes]) work.clear();
    const { pairs, readAt, controls, seed } = this.state;
    const { fit, heldOut } = pairsOf(pairs, this.taught, seed);
    const made = await this.calibration.run((hooks) =>
      this.chooser.client.run('calibrate', { fit, heldOut, readAt, controls, seed }, hooks),
    );
    if (made && this.small) {
      void this.compare();
      void this.measure();
      if (this.#seen.has('ranking')) void this.rank();
      if (this.#seen.has('tradeOff')) void this.trade();
    }
  }

  /** The layer in use; what was measured at another one goes. */
  useLayer(layer: number): void {
    this.imported = null;
    this.change({ layer });
    this.#measureAnew();
  }

  #measureAnew(): void {
    for (const work of [this.experiment, this.tradeOff, this.texts, this.changes]) work.clear();
    if (!this.small) return;
    void this.compare();
    void this.measure();
    if (this.#seen.has('tradeOff')) void this.trade();
  }

  /** A card came into view: what it shows of a small model is measured now, and from now on. */
  see(card: 'ranking' | 'tradeOff'): void {
    this.#seen.add(card);
    if (!this.small || !this.directions || this[card].busy || this[card].result) return;
    void (card === 'ranking' ? this.rank() : this.trade());
  }

  async measure(): Promise<void> {
    const { directions } = this;
    if (!directions) return;
    const { items } = this.prompts;
    await this.experiment.run((hooks) =>
      this.chooser.client.run(
        'experiment',
        { items, directions, alphas: DEFAULT_ALPHAS, seed: this.state.seed, draws: DRAWS },
        hooks,
      ),
    );
  }

  async trade(): Promise<void> {
    const { directions } = this;
    if (!directions) return;
    const truthfulness = evenly(this.prompts.items, FEWER);
    const reasoning = evenly(this.prompts.reasoning, FEWER);
    await this.tradeOff.run((hooks) =>
      this.chooser.client.run(
        'tradeOff',
        {
          truthfulness,
          reasoning,
          directions,
          alphas: TRADE_OFF_ALPHAS,
          seed: this.state.seed,
          draws: DRAWS,
        },
        hooks,
      ),
    );
  }

  async rank(): Promise<void> {
    const calibration = this.calibration.result;
    if (!calibration) return;
    const items = evenly(this.prompts.items, FEWER);
    await this.ranking.run((hooks) =>
      this.chooser.client.run(
        'rankLayers',
        { items, calibration, alpha: 0.5, seed: this.state.seed, draws: DRAWS },
        hooks,
      ),
    );
  }

  /** The prompt continued three times: as it is, steered, and by a random direction of equal length. */
  async compare(): Promise<void> {
    const { directions, vector } = this;
    const { prompt, maxTokens, temperature, seed, alpha } = this.state;
    if (!directions || !vector || prompt.trim() === '') return;
    const [random] = directions.random;
    const control = steeringVector({ unit: random, rms: directions.rms }, alpha);
    await this.texts.run((hooks) => {
      this.streamed = {};
      return this.chooser.client.run(
        'compareTexts',
        {
          prompt,
          layer: directions.layer,
          vector,
          control,
          maxTokens,
          sampling: temperature > 0 ? { temperature, seed } : null,
        },
        {
          ...hooks,
          onPart: ({ side, text }) => {
            this.streamed = { ...this.streamed, [side]: text };
            hooks.onProgress(0, `Writing: ${side}`);
          },
        },
      );
    });
  }

  /** What α = 1 adds to the stream. */
  strengthOne(direction: Direction): Float32Array {
    return steeringVector(direction, 1);
  }

  /** How often texts change over the prompts, beside what changes them anyway. */
  async write(prompts: readonly string[]): Promise<void> {
    const { directions, vector } = this;
    if (!directions || !vector) return;
    const { alpha, maxTokens, temperature, seed } = this.state;
    const controls = [directions.random[0], directions.shuffled[0]].map((unit) =>
      steeringVector({ unit, rms: directions.rms }, alpha),
    );
    const { layer } = directions;
    const sampling = temperature > 0 ? { temperature, seed, otherSeed: seed + 1 } : null;
    await this.changes.run((hooks) =>
      this.chooser.client.run(
        'changeRates',
        { prompts, layer, vector, controls, maxTokens, sampling },
        hooks,
      ),
    );
  }

  /** A direction from a file. @throws RangeError naming both widths where it is of another model */
  useVector(file: { layer: number; vector: Float32Array; rms: number | null; from: string }): void {
    const { report } = this;
    if (!report) throw new RangeError('No model is loaded: load the one that the vector was made for');
    const own = this.calibration.result?.layers.at(file.layer)?.truth.rms ?? null;
    const direction = directionOfVector(report.shape, file.layer, file.vector, file.rms ?? own);
    this.imported = { direction, from: file.from };
    this.change({ layer: file.layer });
    this.#measureAnew();
  }

  /** The calibrated direction again. */
  dropVector(): void {
    this.imported = null;
    this.#measureAnew();
  }

  dispose(): void {
    this.#forget();
    this.chooser.dispose();
  }

  #forget(): void {
    this.imported = null;
    this.notice = null;
    for (const work of [
      this.calibration,
      this.experiment,
      this.tradeOff,
      this.ranking,
      this.texts,
      this.changes,
    ])
      work.clear();
    this.asPublished.clear();
  }
}
