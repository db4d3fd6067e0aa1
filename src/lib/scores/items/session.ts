/**
 * One import of samples logs. The results stay here (in a worker, when it runs in one); what is handed out are a
 * summary, the table of scores, and the items of the benchmarks that are wanted.
 */
import { createProblemLog, type ProblemLog } from '../import/problems';
import { pacer } from '../import/pacing';
import { decode } from '../import/sniff';
import type { ScoreTable } from '../table';
import { companionOf, readCompanion, type Companion } from './companion';
import type { ItemControl, ItemImport, ItemSource } from './itemImport';
import { itemScores } from './itemScores';
import type { ItemTable } from './itemTable';
import { itemsByBenchmark, itemTable, type BenchmarkItems, type SampleReading } from './itemTables';
import { headOf } from './lines';
import { createHashBook, readSampleFile, type HashBook } from './sampleFile';
import { looksLikeSamples } from './detect';
import { readSourceName } from './sourceName';

export interface ItemSession {
  /**
   * Reads files, replacing what was read before. Results files (`results_….json`) beside the logs tell model and shots.
   * A file that cannot be used is a problem of severity `refused`.
   * @throws the signal's reason when it is aborted (what was read before then stays), and nothing else
   */
  read(sources: readonly ItemSource[], control?: ItemControl): Promise<ItemImport>;
  /**
   * Names the models of files that tell none, without reading them again.
   * @param names model by `UnnamedSource.source`; blank ones stay unnamed
   */
  nameModels(names: Readonly<Record<string, string>>): ItemImport;
  /** Scores of all models on all benchmarks, customary metrics first: percent, standard error, items. */
  scores(): ScoreTable;
  /** @throws RangeError for a key that is not in the summary */
  table(key: string): ItemTable;
}

interface Unnamed extends Omit<SampleReading, 'model'> {
  model: string | null;
}

interface Reading {
  files: Unnamed[];
  hashes: HashBook;
  log: ProblemLog;
}

interface Built {
  groups: BenchmarkItems[];
  scores: ScoreTable;
  summary: ItemImport;
}

export function createItemSession(): ItemSession {
  let reading: Reading = { files: [], hashes: createHashBook(), log: createProblemLog() };
  let built: Built = build(reading);
  return {
    async read(sources, control) {
      const fresh = await readAll(sources, control);
      reading = fresh;
      built = build(fresh);
      return built.summary;
    },
    nameModels(names) {
      const files = reading.files.map((file) => {
        const name = names[file.source]?.trim() ?? '';
        return file.model === null && name !== '' ? { ...file, model: name } : file;
      });
      reading = { ...reading, files };
      built = build(reading);
      return built.summary;
    },
    scores: () => built.scores,
    table(key) {
      const group = built.groups.find(({ benchmark }) => benchmark.key === key);
      if (!group)
        throw new RangeError(
          `table: no benchmark “${key}”; there are ${built.groups.map(({ benchmark }) => benchmark.key).join(', ') || 'none'}`,
        );
      return itemTable(group);
    },
  };
}

async function readAll(sources: readonly ItemSource[], control: ItemControl | undefined): Promise<Reading> {
  const log = createProblemLog();
  const hashes = createHashBook();
  const total = sources.reduce((sum, { blob }) => sum + blob.size, 0);
  const pace = pacer({
    signal: control?.signal,
    progress: (fraction) => control?.progress?.(Math.round(fraction * total), total),
  });
  const companions: Companion[] = [];
  const logs: ItemSource[] = [];
  for (const source of sources) {
    await pace(0);
    const head = await headOf(source.blob);
    const companion = looksLikeSamples(head) ? null : await readCompanion(source.blob, pathOf(source));
    if (companion) companions.push(companion);
    else if (await isLog(source, head, log)) logs.push(source);
  }
  const files: Unnamed[] = [];
  let before = total - logs.reduce((sum, { blob }) => sum + blob.size, 0);
  for (const source of logs) {
    const path = pathOf(source);
    const runs = await readSampleFile(source.blob, path, hashes, log, (bytes) =>
      pace((before + bytes) / total),
    );
    before += source.blob.size;
    if (runs.length === 0) continue;
    const named = readSourceName(path);
    const companion = companionOf(named, companions);
    files.push({
      source: path,
      model: source.model?.trim() || (companion?.model ?? named.model),
      paramsB: companion?.paramsB ?? null,
      task: named.task,
      shots: companion?.shotsOf(named.task) ?? null,
      saved: named.saved,
      runs,
    });
  }
  control?.signal?.throwIfAborted();
  control?.progress?.(total, total);
  return { files, hashes, log };
}

const pathOf = ({ path, name }: ItemSource): string => (path === undefined || path === '' ? name : path);

/** Refuses what is no samples log, with a word on what it may be. */
async function isLog(source: ItemSource, head: string, log: ProblemLog): Promise<boolean> {
  const { blob } = source;
  const path = pathOf(source);
  let start: Uint8Array;
  try {
    start = new Uint8Array(await blob.slice(0, 4096).arrayBuffer());
  } catch {
    log.refuse(path, `${path} could not be read. It may have been moved or changed; choose it again.`);
    return false;
  }
  const gzipped = start[0] === 0x1f && start[1] === 0x8b;
  const sniffed = gzipped ? null : decode(path, start);
  if (sniffed?.kind === 'refused') {
    log.refuse(path, sniffed.message);
    return false;
  }
  if (/^\s*\[/.test(head)) {
    log.refuse(
      path,
      `${path} is one JSON list, not a line for each sample. If it is a samples log, write it as lines first: jq -c ".[]" ${source.name} > ${source.name.replace(/(?:\.json)?$/i, '.jsonl')}`,
    );
    return false;
  }
  // A log that begins with a damaged line is known by its name; it is refused later when no line can be used.
  if (gzipped || looksLikeSamples(head) || /samples_/i.test(source.name)) return true;
  log.refuse(path, `${path} is not a samples log (--log_samples). Import it by itself if it holds scores.`);
  return false;
}

function build({ files, hashes, log: read }: Reading): Built {
  const log = createProblemLog();
  log.include(read);
  const unnamed = files.filter(({ model }) => model === null);
  for (const { source } of unnamed)
    log.skip(
      { source },
      'Neither the folder nor the name of this file tells its model, so it is not used yet. Tell the model, or choose the folder that the harness wrote.',
    );
  const named = files.flatMap((file): SampleReading[] =>
    file.model === null ? [] : [{ ...file, model: file.model }],
  );
  const groups = itemsByBenchmark(named, hashes, log);
  const sizes = new Map<string, number>();
  for (const { model, paramsB } of named) if (paramsB !== null) sizes.set(model, paramsB);
  const models = new Set(named.map(({ model }) => model));
  const title = models.size === 1 ? [...models][0] : `${models.size} models, item by item`;
  const scores = itemScores(title, groups, sizes, log);
  const bySize = new Map(scores.models.map(({ model }, i) => [model, i]));
  for (const { aligned } of groups)
    aligned.sort((a, b) => (bySize.get(a.model) ?? 0) - (bySize.get(b.model) ?? 0));
  const summary: ItemImport = {
    title,
    benchmarks: groups.map(({ benchmark, usual, aligned, items, dropped, binary }) => ({
      key: benchmark.key,
      label: benchmark.label,
      metric: benchmark.metric,
      usual,
      models: aligned.map(({ model }) => model),
      items,
      dropped,
      binary,
    })),
    models: scores.models.map(({ model }) => model),
    needsName: unnamed.map(({ source, task }) => ({ source, task })),
    problems: log.shown(),
    problemCount: log.count,
  };
  return { groups, scores, summary };
}
