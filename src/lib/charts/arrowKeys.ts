/** Where an arrow key leads among the points of a drawing that has one tab stop. Pure; no pixels. */

export interface Stop {
  id: string;
  /** Series or line of text; down goes to a larger one. */
  row: number;
  /** Place along it; right goes to a larger one. */
  column: number;
}

/**
 * Left and right go along a row, up and down to the nearest column of the next row, Home and End to a row's ends.
 * @param wraps whether a row goes on in the next, as lines of text do
 * @returns null for any other key, and where there is nothing further
 */
export function arrowTarget(stops: readonly Stop[], id: string, key: string, wraps = false): Stop | null {
  const here = stops.find((stop) => stop.id === id);
  if (!here) return null;
  const rowAt = (row: number) => stops.filter((stop) => stop.row === row).sort((a, b) => a.column - b.column);
  const nextRow = (way: number): Stop[] => {
    const rows = stops.map(({ row }) => row).filter((row) => way * (row - here.row) > 0);
    return rows.length === 0 ? [] : rowAt(way > 0 ? Math.min(...rows) : Math.max(...rows));
  };
  const own = rowAt(here.row);
  const at = own.findIndex((stop) => stop.id === id);
  const nearest = (row: Stop[]): Stop | null =>
    row.reduce<Stop | null>(
      (best, stop) =>
        best && Math.abs(best.column - here.column) <= Math.abs(stop.column - here.column) ? best : stop,
      null,
    );
  switch (key) {
    case 'ArrowRight':
      return own.at(at + 1) ?? (wraps ? (nextRow(1).at(0) ?? null) : null);
    case 'ArrowLeft':
      return at > 0 ? own[at - 1] : wraps ? (nextRow(-1).at(-1) ?? null) : null;
    case 'ArrowDown':
      return nearest(nextRow(1));
    case 'ArrowUp':
      return nearest(nextRow(-1));
    case 'Home':
      return own[0];
    case 'End':
      return own[own.length - 1];
    default:
      return null;
  }
}
