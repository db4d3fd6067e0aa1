/** What could not be used, or was read in a way worth knowing. Every skip is listed; notes that repeat are counted. */
import { PROBLEMS_SHOWN, type ImportProblem } from './draft';

export interface Place {
  source: string;
  line?: number | null;
  column?: string | null;
  value?: string | null;
}

export interface ProblemLog {
  refuse(source: string, message: string): void;
  skip(place: Place, message: string): void;
  /** A note; the same message on the same column and file is told once, with the number of places. */
  note(place: Place, message: string): void;
  /** Takes over what another log has. */
  include(other: ProblemLog): void;
  /** Refused first, then skipped, then notes, each by file and line; at most `PROBLEMS_SHOWN` of them. */
  shown(): ImportProblem[];
  readonly count: number;
}

const LONGEST_VALUE = 80;
/** A file of 100,000 bad rows must not keep 100,000 problems in memory; the count stays true. */
const KEPT = PROBLEMS_SHOWN * 5;

export function createProblemLog(): ProblemLog {
  const kept: ImportProblem[] = [];
  const notes = new Map<string, { problem: ImportProblem; times: number }>();
  let dropped = 0;

  const problem = (place: Place, severity: ImportProblem['severity'], message: string): ImportProblem => ({
    source: place.source,
    line: place.line ?? null,
    column: place.column ?? null,
    value: place.value === undefined || place.value === null ? null : place.value.slice(0, LONGEST_VALUE),
    severity,
    message,
  });
  const keep = (one: ImportProblem) => {
    if (kept.length < KEPT || one.severity === 'refused') kept.push(one);
    else dropped++;
  };
  const noted = () =>
    [...notes.values()].map(({ problem: one, times }) =>
      times === 1 ? one : { ...one, message: `${one.message} (and ${times - 1} more like it)` },
    );

  return {
    refuse: (source, message) => keep(problem({ source }, 'refused', message)),
    skip: (place, message) => keep(problem(place, 'skipped', message)),
    note(place, message) {
      const key = JSON.stringify([place.source, place.column ?? null, message]);
      const before = notes.get(key);
      if (before) before.times++;
      else notes.set(key, { problem: problem(place, 'note', message), times: 1 });
    },
    include(other) {
      const all = other.shown();
      for (const one of all) if (one.severity !== 'note') keep(one);
      for (const one of all)
        if (one.severity === 'note')
          notes.set(JSON.stringify([one.source, one.column, one.message]), { problem: one, times: 1 });
      dropped += other.count - all.length;
    },
    shown() {
      const order = { refused: 0, skipped: 1, note: 2 };
      return [...kept, ...noted()]
        .map((one, index) => ({ one, index }))
        .sort((a, b) => order[a.one.severity] - order[b.one.severity] || a.index - b.index)
        .map(({ one }) => one)
        .slice(0, PROBLEMS_SHOWN);
    },
    get count() {
      return kept.length + notes.size + dropped;
    },
  };
}
