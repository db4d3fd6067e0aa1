/** Of several calls of one kind, the latest wins: each aborts the one before. */

/**
 * @param what for the reason of the abort: "diagnosis"
 * @returns a function that aborts the signal it gave before and gives a new one, which also follows `outer`
 */
export function latestOf(what: string): (outer?: AbortSignal) => AbortSignal {
  let before = new AbortController();
  return (outer) => {
    before.abort(new DOMException(`a newer ${what} was asked for`, 'AbortError'));
    before = new AbortController();
    return outer ? AbortSignal.any([before.signal, outer]) : before.signal;
  };
}
