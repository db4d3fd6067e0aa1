/** What is computed after a verdict: the sections below it, for the last diagnosis that stood. */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { Sections } from '$lib/coupling/sections';
import type { ScoreTable } from '$lib/scores/table';

/** Sections, and the reasons of those that are null. */
export type Deepened = Sections & { reasons: Record<string, string> };

export const SECTION_KEYS = [
  'couplings',
  'eigenstructure',
  'width',
  'forecast',
  'standing',
  'recipes',
  'curation',
  'interventions',
] as const satisfies readonly (keyof Sections)[];

/** The part of the diagnosis client that sections need. */
export type Deepen = (
  table: ScoreTable,
  diagnosis: Diagnosis,
  hooks: { onProgress?: (fraction: number, stage: string) => void; signal?: AbortSignal },
) => Promise<Deepened>;

/** A diagnosis with its sections. */
export function withSections(diagnosis: Diagnosis, { reasons, ...sections }: Deepened): Diagnosis {
  return { ...diagnosis, ...sections, reasons: { ...withoutSectionReasons(diagnosis.reasons), ...reasons } };
}

/** Until there are newer ones, the sections of the diagnosis before, when that was of the same family and benchmarks. */
export function carriedOver(next: Diagnosis, before: Diagnosis | null): Diagnosis {
  if (before === null || !sameSubject(next, before)) return next;
  const sections = Object.fromEntries(SECTION_KEYS.map((key) => [key, before[key]])) as unknown as Sections;
  return withSections(next, { ...sections, reasons: sectionReasons(before.reasons) });
}

const sameSubject = ({ input: a }: Diagnosis, { input: b }: Diagnosis) =>
  a.family === b.family && a.benchmark1.key === b.benchmark1.key && a.benchmark2.key === b.benchmark2.key;

const ofSection = (path: string) => SECTION_KEYS.some((key) => path === key || path.startsWith(`${key}.`));

const sectionReasons = (reasons: Record<string, string>) =>
  Object.fromEntries(Object.entries(reasons).filter(([path]) => ofSection(path)));

const withoutSectionReasons = (reasons: Record<string, string>) =>
  Object.fromEntries(Object.entries(reasons).filter(([path]) => !ofSection(path)));
