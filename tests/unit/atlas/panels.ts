/** The panels as the Atlas shows them, surveyed once for a test file. */
import { readFileSync } from 'node:fs';
import type { AtlasFamily, Survey } from '../../../src/lib/atlas/family';
import { releasedRows } from '../../../src/lib/atlas/released';
import { surveyFamilies } from '../../../src/lib/atlas/survey';
import { defaultOptions, type DiagnosisOptions } from '../../../src/lib/coupling/options';
import { parsePanel } from '../../../src/lib/scores/panels';
import type { ScoreTable } from '../../../src/lib/scores/table';

export function panelTable(id: 'uniform' | 'published'): ScoreTable {
  const text = readFileSync(`static/panels/${id}.csv`, 'utf8');
  const table = parsePanel(id, text);
  return id === 'published' ? releasedRows(table, text) : table;
}

export const surveyOf = (
  table: ScoreTable,
  options: Partial<DiagnosisOptions> = {},
  own = false,
): Promise<Survey> =>
  surveyFamilies(table, { ...defaultOptions(), ...options }, own, async (_, { family }) => `#${family}`);

export function familyOf(survey: Survey, name: string): AtlasFamily {
  const found = survey.families.find(({ family }) => family === name);
  if (!found) throw new Error(`no family ${name}`);
  return found;
}
