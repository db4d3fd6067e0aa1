/** A worker with a pool of its own: answers a job of turns with the tallies. */
import { createPool } from '$lib/workers/pool';
import type { TurnsJob } from '$lib/gpu/turnsJob';

const pool = createPool({ workers: 2 });
addEventListener('message', ({ data }: MessageEvent<TurnsJob>) => {
  pool.run('turns', data).then(
    (tallies) => postMessage(tallies),
    (error: unknown) => postMessage(String(error)),
  );
});
