/** Rows of text → models with family and size, told by their columns or guessed from their names; doubles are listed. */
import { isBlank } from '../cell';
import { guessModel, guessSize, type ModelGuess } from '../modelName';
import type { DecimalMark } from '../numeral';
import { parseSize, type Size, type SizeUnit } from '../size';
import type { ModelRow } from '../table';
import type { Place, ProblemLog } from './problems';

export interface ModelCells {
  /** Null where the table has no such column. */
  model: string | null;
  family: string | null;
  size: string | null;
}

export interface ModelRows {
  /** The row's model; `fresh` when this row is its first. Null when the row has no name. */
  take(cells: ModelCells, place: Place): { row: ModelRow; fresh: boolean; firstLine: string } | null;
  /** Models in order of appearance. */
  readonly rows: ModelRow[];
  /** Tells what was guessed. */
  finish(): void;
}

const LONGEST_NAME = 200;
/** A size in a column that differs this much from the one in the name is worth a look. */
const FAR = 3;

/** Leaderboards write names as links, and Markdown tables in bold: what is read is the name. */
function plainName(text: string): string {
  const linked = /[<[`*]/.test(text)
    ? text
        .slice(0, 2000)
        .replace(/<[^<>]*>|\p{Extended_Pictographic}/gu, ' ')
        .replace(/\[([^[\]]+)\]\([^()]*\)/g, '$1')
        .replace(/^[*_`\s]+|[*_`\s]+$/g, '')
        .replace(/\s+/g, ' ')
    : text;
  return (linked === '' ? text : linked).slice(0, LONGEST_NAME);
}

/**
 * @param title family of models whose names tell none
 * @param repeats whether a model has many rows, as in a long table: they are then told apart before anything is guessed
 */
export function collectModels(
  title: string,
  unit: SizeUnit,
  mark: DecimalMark | null,
  log: ProblemLog,
  repeats: boolean,
): ModelRows {
  const rows: ModelRow[] = [];
  const byName = new Map<string, { row: ModelRow; firstLine: string }>();
  /** Rows of a long table name their model again and again, and families repeat their sizes: both are read once. */
  const byCells = new Map<string, string>();
  const sizes = new Map<string, Size>();
  const spelling = new Map<string, string>();
  const guessed = new Map<string, number>();
  let familyAbove = '';
  let sourceAbove = '';
  let sizesGuessed = 0;
  let sizesInNames = 0;
  let firstPlace: Place | null = null;

  const readSize = (text: string): Size => {
    const before = sizes.get(text);
    if (before) return before;
    const size = parseSize(text, unit, mark);
    sizes.set(text, size);
    return size;
  };

  const asSpelled = (family: string) => {
    const key = family.toLowerCase();
    if (!spelling.has(key)) spelling.set(key, family);
    return spelling.get(key) ?? family;
  };

  function familyOf(cells: ModelCells, guess: string | null): { family: string; guessed: boolean } {
    const told = cells.family === null || isBlank(cells.family) ? '' : cells.family.slice(0, LONGEST_NAME);
    if (told !== '') {
      familyAbove = told;
      return { family: asSpelled(told), guessed: false };
    }
    // Spreadsheets merge the cells of a family: the ones below the first are blank.
    if (guess === null && familyAbove !== '') return { family: asSpelled(familyAbove), guessed: false };
    return { family: asSpelled(guess ?? title), guessed: true };
  }

  function sizeOf(
    cells: ModelCells,
    guess: { paramsB: number | null; note: string | null },
    name: string,
    place: Place,
  ): number | null {
    const size = cells.size === null ? null : readSize(cells.size);
    if (size?.kind === 'value') {
      if (size.note !== null)
        log.note({ ...place, column: 'size', value: cells.size }, `The size ${size.note}.`);
      if (guess.paramsB !== null && Math.abs(Math.log(size.paramsB / guess.paramsB)) > Math.log(FAR))
        log.note(
          { ...place, column: 'size', value: cells.size },
          `${name}: the size ${size.paramsB} B does not fit the name, which says ${guess.paramsB} B. The column is used.`,
        );
      return size.paramsB;
    }
    const instead = guess.paramsB === null ? '' : ` The size in the name is used: ${guess.paramsB} B.`;
    if (size?.kind === 'problem')
      log.skip(
        { ...place, column: 'size', value: cells.size },
        `“${cells.size?.slice(0, 40)}” ${size.message}.${instead}`,
      );
    if (guess.paramsB === null) {
      if (size?.kind !== 'problem')
        log.skip(
          { ...place, column: 'size', value: name },
          `${name} has no size, and its name tells none. It is listed, not used; add its size (7B, 410M).`,
        );
      return null;
    }
    sizesGuessed++;
    if (guess.note !== null) log.note({ ...place, value: name }, `The size in the name ${guess.note}.`);
    return guess.paramsB;
  }

  return {
    rows,
    take(written, place) {
      // What is blank in one file is not told by another.
      if (place.source !== sourceAbove) familyAbove = '';
      sourceAbove = place.source;
      // Family and size make the name where there is no column of names; then a blank family is the one above.
      const filledDown = written.model === null && written.family !== null && isBlank(written.family);
      const cells = filledDown && familyAbove !== '' ? { ...written, family: familyAbove } : written;
      const asWritten = !repeats ? '' : `${cells.model}\u0000${cells.family}\u0000${cells.size}`;
      const seen = repeats ? byName.get(byCells.get(asWritten) ?? '') : undefined;
      if (seen && cells.family !== '') {
        familyAbove = cells.family ?? familyAbove;
        return { ...seen, fresh: false };
      }
      const told = cells.model === null || isBlank(cells.model) ? '' : plainName(cells.model);
      const parts = [cells.family, cells.size].filter((part) => part !== null && !isBlank(part));
      const name = told !== '' ? told : parts.length === 2 ? parts.join(' ') : '';
      if (name === '') return null;
      const familyTold = cells.family !== null && !isBlank(cells.family);
      const guess: ModelGuess = familyTold ? { family: null, ...guessSize(name) } : guessModel(name);
      const { family, guessed: byGuess } = familyOf(cells, guess.family);
      const key = `${family}\u0000${name}`.toLowerCase();
      if (repeats) byCells.set(asWritten, key);
      const before = byName.get(key);
      if (before) return { ...before, fresh: false };
      firstPlace ??= place;
      if (byGuess) guessed.set(family, (guessed.get(family) ?? 0) + 1);
      if (guess.paramsB !== null) sizesInNames++;
      const row: ModelRow = {
        id: `r${rows.length + 1}`,
        model: name,
        family,
        paramsB: sizeOf(cells, guess, name, place),
        scores: {},
        excluded: false,
        line: place.line ?? null,
      };
      rows.push(row);
      const firstLine = place.line ? `line ${place.line}` : place.source;
      byName.set(key, { row, firstLine });
      return { row, fresh: true, firstLine };
    },
    finish() {
      if (firstPlace === null) return;
      const { source } = firstPlace;
      // “small”, “large”, “run-b”: names that tell neither size nor family are most likely the sizes of one family.
      if (rows.length > 1 && guessed.size === rows.length && sizesInNames === 0) {
        for (const row of rows) row.family = title;
        log.note(
          { source },
          `The models’ names tell no family: all ${rows.length} are taken as one, “${title}”. Add a column “family” if they are not.`,
        );
      } else if (guessed.size > 0) {
        const names = [...guessed].map(([family, models]) => `${family} (${models})`);
        log.note(
          { source },
          `Families read from the models’ names: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`,
        );
      }
      if (sizesGuessed > 0)
        log.note(
          { source },
          `${sizesGuessed} ${sizesGuessed === 1 ? 'size was' : 'sizes were'} read from the models’ names.`,
        );
    },
  };
}
