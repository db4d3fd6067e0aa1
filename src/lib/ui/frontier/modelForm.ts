/** What is typed into "Add your model" → a model, or what is still missing. Pure. */
import { ASSUMED_ITEMS, itemNoise } from '$lib/coupling/scoreNoise';
import type { FrontierPoint } from '$lib/frontier/points';
import { decimalYear } from '$lib/frontier/releaseDate';
import { dateOf } from '$lib/scores/factCell';
import type { Benchmark } from '$lib/scores/table';
import type { TypedModel } from './userRows';

export interface TypedFields {
  model: string;
  lab: string;
  released: string;
  x: string;
  y: string;
  itemsX: string;
  itemsY: string;
}

export const emptyFields = (): TypedFields => ({
  model: '',
  lab: '',
  released: '',
  x: '',
  y: '',
  itemsX: '',
  itemsY: '',
});

/** `78,5 %` and `78.5` are the same score. @returns null for an empty field; a message for what is no score */
export function typedScore(text: string): number | null | string {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (plain === '') return null;
  const value = /^[+]?\d*\.?\d+$|^\d+\.$/.test(plain) ? Number(plain) : Number.NaN;
  return value >= 0 && value <= 100 ? value : `“${text.trim()}” is not a score between 0 and 100 %.`;
}

export function typedItems(text: string): number | null | string {
  const plain = text.trim().replace(/[\s,.’](?=\d{3}\b)/g, '');
  if (plain === '') return null;
  const value = Number(plain);
  return Number.isInteger(value) && value >= 1 && value <= 100_000_000
    ? value
    : `“${text.trim()}” is not a number of items.`;
}

export interface ReadFields {
  /** By field; only those with something to say. */
  faults: Partial<Record<keyof TypedFields, string>>;
  /** As soon as both scores stand: where the model is. */
  point: FrontierPoint | null;
  /** Complete enough to be added. */
  model: TypedModel | null;
}

/** @param x, y columns of the reader's table that the scores go to */
export function readFields(fields: TypedFields, x: Benchmark, y: Benchmark): ReadFields {
  const read = {
    x: typedScore(fields.x),
    y: typedScore(fields.y),
    itemsX: typedItems(fields.itemsX),
    itemsY: typedItems(fields.itemsY),
  };
  const faults: ReadFields['faults'] = {};
  for (const [field, value] of Object.entries(read))
    if (typeof value === 'string') faults[field as keyof typeof read] = value;
  const released = fields.released.trim();
  const date = dateOf(released);
  if (released !== '' && date === null)
    faults.released = `“${released}” is not a date like 2026-07-01, 2026-07 or July 2026.`;
  if (typeof read.x !== 'number' || typeof read.y !== 'number') return { faults, point: null, model: null };
  const itemsOf = (typed: number | null | string) => (typeof typed === 'number' ? typed : null);
  const noise = (value: number, items: number | null, benchmark: Benchmark) =>
    itemNoise(value, items ?? benchmark.items ?? ASSUMED_ITEMS, benchmark.itemSd, null);
  const [itemsX, itemsY] = [itemsOf(read.itemsX), itemsOf(read.itemsY)];
  const name = fields.model.trim();
  return {
    faults,
    point: {
      id: 'typed',
      model: name || 'Your model',
      lab: fields.lab.trim(),
      released: date,
      year: decimalYear(date),
      subset: 'user',
      core: false,
      x: read.x,
      y: read.y,
      seX: noise(read.x, itemsX, x),
      seY: noise(read.y, itemsY, y),
      disputed: false,
      source: null,
    },
    model:
      Object.keys(faults).length > 0
        ? null
        : {
            model: name || 'Your model',
            lab: fields.lab.trim(),
            released: date,
            scores: [
              { benchmark: x, value: read.x, items: itemsX },
              { benchmark: y, value: read.y, items: itemsY },
            ],
          },
  };
}
