/** How results of the bench are written: a JSON line each, or two lines for a reader. */

const ms = (/** @type {number | null} */ x) => (x === null ? '–' : x < 10 ? x.toFixed(2) : x.toFixed(0));

/**
 * @param {import('../bench/measure').BenchResult} result
 * @param {boolean} json
 */
export function printResult(result, json) {
  if (json) return console.log(JSON.stringify(result));
  const { name, work, oursMs, peer, peerMs, ratio, backend, runs, clock } = result;
  const against = peer ? `  ${peer}: ${ms(peerMs)} ms  → ×${ratio?.toFixed(2) ?? '–'}` : '';
  console.log(`${name} [${backend}] ${work}\n   ours: ${ms(oursMs)} ms ${clock}${against}  (${runs} runs)`);
}
