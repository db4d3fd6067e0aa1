/** What the sections ask of their worker, with the panel of other families fetched when first needed. */
import type { DiagnosisOptions } from '$lib/coupling/options';
import type { SingleModel, SingleModelInput } from '$lib/coupling/reference/singleModel';
import type { HoldOut } from '$lib/dynamics/forecast';
import type { ScoreTable } from '$lib/scores/table';
import type { SectionsClient } from '$lib/workers/sectionsClient';
import type { Deepen } from '../deepening';

export interface SectionAnswers {
  deepen: Deepen;
  holdOut(table: ScoreTable, options: DiagnosisOptions, test: string, train: string[]): Promise<HoldOut>;
  /** @throws Error when there is no panel to ask */
  singleModel(input: SingleModelInput, options: DiagnosisOptions): Promise<SingleModel>;
}

/** @param panel the reference panel; a fetch that fails is tried again with the next question */
export function sectionAnswers(
  client: Omit<SectionsClient, 'dispose'>,
  panel: () => Promise<ScoreTable>,
): SectionAnswers {
  let fetched: Promise<ScoreTable> | null = null;
  const reference = () =>
    (fetched ??= panel().catch((error: unknown) => {
      fetched = null;
      throw error;
    }));
  return {
    // Without a panel, what needs none is computed all the same.
    deepen: async (table, diagnosis, hooks) =>
      client.deepen(table, diagnosis, await reference().catch(() => null), hooks),
    holdOut: (table, options, test, train) => client.holdOut(table, options, { train, test }),
    singleModel: async (input, options) => client.singleModel(await reference(), input, options),
  };
}
