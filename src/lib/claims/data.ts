/**
 * What claims are recomputed from: the bundled panels, and the inputs of claims that are in no panel. Fetched once, parsed
 * once; a claim reads what it names in `data`.
 */
import Papa from 'papaparse';
import * as v from 'valibot';
import { parseFrontierPanel } from '../frontier/frontierTable';
import type { FrontierTable } from '../frontier/model';
import { parseReports, widePanel } from '../frontier/widePanel';
import { parsePanel } from '../scores/panels';
import type { ScoreTable } from '../scores/table';

/** Text of a bundled file under `static/`: "panels/uniform.csv", "claims/inputs.json". */
export type ReadFile = (path: string) => Promise<string>;

const InputsSchema = v.record(
  v.string(),
  v.object({
    values: v.unknown(),
    unit: v.string(),
    source: v.string(),
    note: v.string(),
    /** Ids of the claims that read it. */
    claims: v.array(v.string()),
  }),
);

export type InputEntry = v.InferOutput<typeof InputsSchema>[string];

export interface ClaimData {
  /** A bundled panel as a score table. @throws RangeError for one that claims do not read */
  panel(id: string): ScoreTable;
  /** The frontier panel as the frontier analysis reads it, disputed figures marked. */
  frontier(): FrontierTable;
  /** Sourced scores on more benchmarks, fetched when first wanted: for calibrated values only, no paper states them. */
  frontierWide(): Promise<FrontierTable>;
  /** The rows of a panel's file with every column as text, for columns that a score table does not carry. */
  rows(id: string): Record<string, string>[];
  /**
   * An input of claims, validated by the schema of whoever reads it.
   * @throws RangeError naming an unknown key, ValiError naming the place
   */
  input<S extends v.GenericSchema>(key: string, schema: S): v.InferOutput<S>;
  /** Unit, source and note of an input, and the claims that read it. */
  provenance(key: string): Omit<InputEntry, 'values'>;
  /** Records of heads, layers and steering that the repository released, validated by their reader. */
  internals<S extends v.GenericSchema>(schema: S): v.InferOutput<S>;
}

export const CLAIM_PANELS = ['uniform', 'published', 'pythia-tables', 'frontier'] as const;

/** @throws what `read` throws, or RangeError and ValiError for a file that is not what it should be */
export async function loadClaimData(read: ReadFile): Promise<ClaimData> {
  const [inputsText, internalsText, ...csv] = await Promise.all([
    read('claims/inputs.json'),
    read('claims/internals.json'),
    ...CLAIM_PANELS.map((id) => read(`panels/${id}.csv`)),
  ]);
  const inputs = v.parse(InputsSchema, JSON.parse(inputsText));
  const released: unknown = JSON.parse(internalsText);
  const texts = new Map(CLAIM_PANELS.map((id, i) => [id as string, csv[i]]));
  const tables = new Map<string, ScoreTable>();
  let frontierTable: FrontierTable | undefined;
  let wideTable: Promise<FrontierTable> | undefined;
  const text = (id: string): string => {
    const found = texts.get(id);
    if (found === undefined)
      throw new RangeError(`claims read no panel "${id}"; they read ${CLAIM_PANELS.join(', ')}`);
    return found;
  };
  const entry = (key: string): InputEntry => {
    if (!Object.hasOwn(inputs, key)) throw new RangeError(`static/claims/inputs.json has no "${key}"`);
    return inputs[key];
  };
  return {
    panel(id) {
      const parsed = tables.get(id) ?? parsePanel(id, text(id));
      tables.set(id, parsed);
      return parsed;
    },
    frontier: () => (frontierTable ??= parseFrontierPanel(text('frontier'))),
    frontierWide: () =>
      (wideTable ??= read('panels/frontier-wide.csv').then((csvText) => widePanel(parseReports(csvText)))),
    rows: (id) =>
      Papa.parse<Record<string, string>>(text(id).replace(/^\uFEFF/, ''), {
        header: true,
        skipEmptyLines: true,
      }).data,
    input: (key, schema) => v.parse(schema, entry(key).values),
    provenance: (key) => {
      const { unit, source, note, claims } = entry(key);
      return { unit, source, note, claims };
    },
    internals: (schema) => v.parse(schema, released),
  };
}
