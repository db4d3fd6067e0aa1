/** The sections below the charts, in order: anchors, the words of the contents line, and the section of Methods that tells more. */

export const SECTIONS = [
  { id: 'interventions', name: 'What to do next', method: 'interventions' },
  { id: 'forecast', name: 'Forecast', method: 'forecast' },
  { id: 'structure', name: 'All benchmarks', method: 'couplings' },
  { id: 'standing', name: 'Among other families', method: 'standing' },
  { id: 'recipes', name: 'Recipes', method: 'recipes' },
  { id: 'width', name: 'Width', method: 'width' },
  { id: 'single', name: 'One model', method: 'single-model' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

/** Id of the section of /methods that a section rests on. */
export const methodOf = (id: SectionId): string =>
  SECTIONS.find((section) => section.id === id)?.method ?? '';
