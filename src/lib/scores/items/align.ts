/**
 * Which line of one model's log is which line of another's: items are aligned by the hash of their document, whatever the
 * order of the lines. A benchmark may hold the same document twice under two ids; the k-th by id is then the k-th in
 * every log. The same id twice is the same item, logged twice.
 */

/** The columns of a run that identify its items. */
export interface ItemColumns {
  /** −1 where unknown. */
  hashes: ArrayLike<number>;
  /** NaN where unknown. */
  docIds: ArrayLike<number>;
}

/** Item → row of the run. An item is its document's number plus 2^32 times how many of its like come before. */
export interface PlacedItems {
  rows: Map<number, number>;
  /** Rows of items that an earlier row has already, ascending, and that earlier row of each. */
  doubled: { row: number; first: number }[];
  /** Rows without what they would be identified by. */
  unplaced: number;
}

const OCCURRENCE = 2 ** 32;

/** The document of an item: the number of its hash, or its id. */
export const documentOf = (item: number): number => item % OCCURRENCE;

/** By document hash; rows of equal hash are told apart by their ids. */
export function placeByHash({ hashes, docIds }: ItemColumns): PlacedItems {
  const rows = new Map<number, number>();
  const alike = new Map<number, number[]>();
  let unplaced = 0;
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row];
    const before = rows.get(hash);
    if (hash < 0) unplaced++;
    else if (before === undefined) rows.set(hash, row);
    else {
      const of = alike.get(hash);
      if (of) of.push(row);
      else alike.set(hash, [before, row]);
    }
  }
  const doubled: PlacedItems['doubled'] = [];
  for (const [hash, of] of alike) {
    const firsts = new Map<number, number>();
    for (const row of of) {
      const first = firsts.get(docIds[row]);
      if (first === undefined) firsts.set(docIds[row], row);
      else doubled.push({ row, first });
    }
    // NaN equals itself as a key of a map, and comes last here.
    const inOrder = [...firsts].sort(([a], [b]) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b));
    inOrder.forEach(([, row], occurrence) => rows.set(hash + occurrence * OCCURRENCE, row));
  }
  return { rows, doubled: doubled.sort((a, b) => a.row - b.row), unplaced };
}

/** By the position of the document in its data set, for logs that have no hashes. */
export function placeById({ docIds }: Pick<ItemColumns, 'docIds'>): PlacedItems {
  const rows = new Map<number, number>();
  const doubled: PlacedItems['doubled'] = [];
  let unplaced = 0;
  for (let row = 0; row < docIds.length; row++) {
    const id = docIds[row];
    const first = rows.get(id);
    if (Number.isNaN(id)) unplaced++;
    else if (first === undefined) rows.set(id, row);
    else doubled.push({ row, first });
  }
  return { rows, doubled, unplaced };
}

export interface Alignment {
  /** Runs that are aligned, ascending. */
  included: number[];
  /** Items that all included runs have, in no particular order. */
  shared: number[];
  /** Number of items that some included run has, and another has not. */
  dropped: number;
}

/** A run that has less than this share of the items that most runs have would cost the others too many of theirs. */
export const LEAST_SHARE = 0.5;

/**
 * Items in common. A run that has less than half of the items that most runs have is left out, so that one short run
 * does not reduce the others to its own few items.
 * @param runs items of each run
 */
export function shareItems(runs: readonly ReadonlyMap<number, unknown>[]): Alignment {
  const holders = new Map<number, number>();
  for (const run of runs) for (const item of run.keys()) holders.set(item, (holders.get(item) ?? 0) + 1);
  let common = 0;
  const held = runs.map(() => 0);
  for (const [item, count] of holders) {
    if (2 * count <= runs.length) continue;
    common++;
    runs.forEach((run, i) => (held[i] += run.has(item) ? 1 : 0));
  }
  const included = runs.flatMap((_, i) => (held[i] >= LEAST_SHARE * common ? [i] : []));
  const used = included.map((i) => runs[i]);
  const shared: number[] = [];
  let any = 0;
  for (const item of holders.keys()) {
    const has = used.filter((run) => run.has(item)).length;
    if (has > 0) any++;
    if (has > 0 && has === used.length) shared.push(item);
  }
  return { included, shared, dropped: any - shared.length };
}
