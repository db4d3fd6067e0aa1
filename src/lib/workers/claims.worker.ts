/** The Claims worker: recomputes claims from the bundled files, which the page hands over. Knows no page. */
import { expose, releaseProxy, type ProxyMarked, type Remote } from 'comlink';
import { allClaims, CLAIM_GROUPS } from '../claims/all';
import { loadClaimData, type ClaimData, type ReadFile } from '../claims/data';
import { DEMOS, type DemoName } from '../claims/demos/demos';
import { shuffled, type ShuffledFamily } from '../claims/demos/shuffled';
import { recomputeEach, type ClaimResult } from '../claims/recompute';
import { claimSources, type ClaimSource } from '../claims/sources';
import { claimAddress } from '../permalink/claimLink';
import { createJobs, type RemoteListener } from './jobs';

/** A result with the address, below the site's base path, where the computation can be seen; null where there is none. */
export interface ClaimRow extends ClaimResult {
  address: string | null;
  groupTitle: string;
}

export interface Recomputed {
  rows: ClaimRow[];
  sources: ClaimSource[];
}

type Remoted<F> = Remote<F & ProxyMarked>;
export type RowListener = (row: ClaimRow, of: number) => void;

const jobs = createJobs();
let loaded: Promise<ClaimData> | null = null;

/** Files are read through the page, so that they come from its cache when it is offline; some only when a claim asks. */
let reader: Remoted<ReadFile> | null = null;

function load(read: Remoted<ReadFile>): Promise<ClaimData> {
  reader?.[releaseProxy]();
  reader = read;
  const data = loadClaimData((path) => read(path));
  loaded = data;
  data.catch(() => {
    if (loaded === data) loaded = null;
  });
  return data;
}

/** What the last recomputation read. */
function kept(read: Remoted<ReadFile>): Promise<ClaimData> {
  if (loaded === null) return load(read);
  read[releaseProxy]();
  return loaded;
}

async function toRow(result: ClaimResult): Promise<ClaimRow> {
  const groupTitle = CLAIM_GROUPS.find(({ group }) => group === result.group)?.title ?? result.group;
  return { ...result, groupTitle, address: result.open && (await claimAddress(result.open)) };
}

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  /** Everything anew, from the texts of the files on. */
  recompute: (
    job: number,
    read: Remoted<ReadFile>,
    onRow: Remoted<RowListener>,
    listener: RemoteListener | null,
  ) =>
    jobs.run(job, listener, async ({ onProgress, signal }): Promise<Recomputed> => {
      try {
        const [data, claims] = await Promise.all([load(read), allClaims()]);
        const results = await recomputeEach(claims, data, {
          signal,
          onProgress: (done, latest) => {
            onProgress(done, 'Recomputing');
            // Nobody waits for a row to arrive: the answer holds them all.
            void toRow(latest).then((row) => onRow(row, claims.length).catch(() => undefined));
          },
        });
        return { rows: await Promise.all(results.map(toRow)), sources: claimSources(data, results) };
      } finally {
        onRow[releaseProxy]();
      }
    }),
  demo: (job: number, read: Remoted<ReadFile>, name: DemoName, listener: RemoteListener | null) =>
    jobs.run(job, listener, async () => DEMOS[name](await kept(read))),
  shuffle: (
    job: number,
    read: Remoted<ReadFile>,
    family: ShuffledFamily,
    from: number,
    count: number,
    listener: RemoteListener | null,
  ) => jobs.run(job, listener, async () => shuffled(await kept(read), family, from, count)),
};

export type ClaimsApi = typeof api;

expose(api);
