/** Stands in for a compute worker: told to "hang" or to "crash" by its name, it does so when it is given a portion. */
import { expose } from 'comlink';
import { createJobs } from '$lib/workers/jobs';

const jobs = createJobs();

expose({
  ready: jobs.ready,
  cancel: jobs.cancel,
  forget: () => undefined,
  portion: (job: number) =>
    jobs.run(job, null, async () => {
      // Up and running first, as a worker is that hangs in its work.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (self.name === 'hang') {
        const until = performance.now() + 30_000;
        while (performance.now() < until);
        return null;
      }
      setTimeout(() => {
        throw new Error('out of memory');
      });
      return new Promise<never>(() => undefined);
    }),
});
