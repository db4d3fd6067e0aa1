/**
 * A LanguageModel over sessions of an edited graph, whoever makes those: one session at a time, made anew when a run asks
 * for a layer that it cannot steer, scale or read. Runs follow each other; a runtime does one at a time.
 */
import type {
  Activations,
  Batch,
  HeadScale,
  KeyValueCache,
  LanguageModel,
  ModelShape,
  Steering,
  Wanted,
} from '../languageModel';
import { checkRun } from './checkRun';
import { EMPTY_PLAN, neededPlan, serves, type SessionPlan, widened } from './sessionPlan';

/** A float32 input beside the tokens. */
export interface ExtraInput {
  data: Float32Array;
  dims: number[];
}

export interface SessionRun<Cache> {
  sequences: readonly (readonly number[])[];
  /** Tokens in `past`. */
  pastLength: number;
  past: Cache | null;
  /** `steering_vector` and `head_scale.L`, all that the session’s plan asks for. */
  extra: Record<string, ExtraInput>;
  /** Names of the float32 outputs to give out; the others are not computed or not copied. */
  outputs: readonly string[];
  cache: boolean;
}

export interface OpenSession<Cache> {
  run(run: SessionRun<Cache>): Promise<{ outputs: Record<string, Float32Array>; cache: Cache | null }>;
  release(): Promise<void>;
}

export interface PlannedSession<Cache> {
  plan: SessionPlan;
  session: OpenSession<Cache>;
}

export interface SessionModelParts<Cache> extends Pick<
  LanguageModel,
  'identity' | 'shape' | 'endTokens' | 'tokenize' | 'text' | 'directPath'
> {
  open(plan: SessionPlan): Promise<OpenSession<Cache>>;
  /** Caches lie on a device, which takes them back when the session that made them ends. */
  cachesEndWithSession: boolean;
  /** Frees a cache’s memory. */
  disposeCache(cache: Cache): void;
}

export interface SessionModel extends LanguageModel {
  /** What the present session can steer, scale and read; empty when none is open. */
  plan(): SessionPlan;
  /** Ends the session; the next run makes another. */
  release(): Promise<void>;
}

/** @param first a session that is open already, and what it can do */
export function createSessionModel<Cache>(
  parts: SessionModelParts<Cache>,
  first: PlannedSession<Cache> | null = null,
): SessionModel {
  const { shape } = parts;
  const held = new WeakMap<KeyValueCache, HeldCache<Cache>>();
  let present = first;
  let last: Promise<unknown> = Promise.resolve();

  /** After what is under way, whether that succeeds or fails. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function release(): Promise<void> {
    const { session } = present ?? {};
    present = null;
    await session?.release();
  }

  async function sessionFor(needed: SessionPlan) {
    if (present && serves(present.plan, needed)) return present;
    const plan = present ? widened(present.plan, needed) : widened(EMPTY_PLAN, needed);
    // Two sessions at once would need the memory of two models.
    await release();
    present = { plan, session: await parts.open(plan) };
    return present;
  }

  async function run(batch: Batch, wanted: Wanted): Promise<Activations> {
    const past = batch.past ? pastOf(batch) : null;
    const { plan, session } = await sessionFor(neededPlan(batch, wanted));
    if (past && parts.cachesEndWithSession && past.session !== session)
      throw new RangeError(
        'this cache went with its session, which another layer was asked of; run the text again',
      );
    const logits = wanted.logits ?? !(wanted.resid?.length || wanted.heads?.length);
    const tapped = (kind: 'resid' | 'heads') =>
      (wanted[kind] ?? []).map((layer) => [layer, `${kind}.${layer}`] as const);
    const taps = { resid: tapped('resid'), heads: tapped('heads') };
    const made = await session.run({
      sequences: batch.sequences,
      pastLength: past?.length ?? 0,
      past: past?.cache ?? null,
      extra: extraInputs(shape, plan, batch),
      outputs: [...(logits ? ['logits'] : []), ...[...taps.resid, ...taps.heads].map(([, name]) => name)],
      cache: wanted.cache ?? false,
    });
    const read = (names: (readonly [number, string])[]) =>
      new Map(names.map(([layer, name]) => [layer, made.outputs[name]]));
    return {
      logits: logits ? made.outputs.logits : new Float32Array(0),
      resid: read(taps.resid),
      heads: read(taps.heads),
      cache: made.cache && hold(made.cache, session, batch, (past?.length ?? 0) + batch.sequences[0].length),
    };
  }

  function hold(cache: Cache, session: OpenSession<Cache>, batch: Batch, length: number): KeyValueCache {
    const entry: HeldCache<Cache> = {
      cache,
      session,
      length,
      sequences: batch.sequences.length,
      steering: batch.steering && { layer: batch.steering.layer, vector: batch.steering.vector.slice() },
      headScales: (batch.headScales ?? []).map(({ layer, factors }) => ({ layer, factors: factors.slice() })),
    };
    const handle: KeyValueCache = {
      get length() {
        return held.has(handle) ? length : 0;
      },
      dispose() {
        if (held.delete(handle)) parts.disposeCache(cache);
      },
    };
    held.set(handle, entry);
    return handle;
  }

  function pastOf({ past, sequences, steering, headScales = [] }: Batch): HeldCache<Cache> {
    const entry = past && held.get(past);
    if (!entry) throw new RangeError('this cache is of another model, or has been given back');
    if (entry.sequences !== sequences.length)
      throw new RangeError(`a cache of ${entry.sequences} sequences cannot go on with ${sequences.length}`);
    if (!sameSteering(entry.steering, steering) || !sameScales(entry.headScales, headScales))
      throw new RangeError(
        'this cache was made with another steering or other factors of heads; it holds their effect. Run the text again',
      );
    return entry;
  }

  return {
    identity: parts.identity,
    shape,
    endTokens: parts.endTokens,
    tokenize: parts.tokenize,
    text: parts.text,
    directPath: parts.directPath,
    plan: () => present?.plan ?? EMPTY_PLAN,
    release: () => inTurn(release),
    async forward(batch, wanted = {}) {
      checkRun(shape, batch, wanted);
      return inTurn(() => run(batch, wanted));
    },
  };
}

interface HeldCache<Cache> {
  cache: Cache;
  session: OpenSession<Cache>;
  length: number;
  sequences: number;
  steering: Steering | undefined;
  headScales: HeadScale[];
}

/** All inputs that the session’s graph asks for: zeros and ones for what this run leaves as it is. */
function extraInputs(
  { hidden, headDim, heads }: ModelShape,
  plan: SessionPlan,
  { sequences, steering, headScales = [] }: Batch,
): Record<string, ExtraInput> {
  const extra: Record<string, ExtraInput> = {};
  if (plan.steer !== null) {
    const data = steering?.vector ?? new Float32Array(hidden);
    const each = data.length > hidden;
    extra.steering_vector = { data, dims: each ? [sequences.length, 1, hidden] : [hidden] };
  }
  for (const layer of plan.scale) {
    const factors = headScales.find((scale) => scale.layer === layer)?.factors;
    const data = new Float32Array(heads * headDim).fill(1);
    factors?.forEach((factor, head) => data.fill(factor, head * headDim, (head + 1) * headDim));
    extra[`head_scale.${layer}`] = { data, dims: [heads * headDim] };
  }
  return extra;
}

const isNothing = (steering: Steering | undefined) => !steering || steering.vector.every((x) => x === 0);

function sameSteering(a: Steering | undefined, b: Steering | undefined): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  return a?.layer === b?.layer && sameNumbers(a?.vector, b?.vector);
}

function sameScales(a: readonly HeadScale[], b: readonly HeadScale[]): boolean {
  const acting = (scales: readonly HeadScale[]) =>
    scales
      .filter(({ factors }) => factors.some((factor) => factor !== 1))
      .sort((one, other) => one.layer - other.layer);
  const [left, right] = [acting(a), acting(b)];
  return (
    left.length === right.length &&
    left.every(({ layer, factors }, i) => layer === right[i].layer && sameNumbers(factors, right[i].factors))
  );
}

function sameNumbers(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  return a?.length === b?.length && (a?.every((value, i) => value === b?.[i]) ?? true);
}
