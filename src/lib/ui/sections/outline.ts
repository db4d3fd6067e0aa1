/** The sections below the charts, in order: anchors, and the words of the contents line. */

export const SECTIONS = [
  { id: 'interventions', name: 'What to do next' },
  { id: 'forecast', name: 'Forecast' },
  { id: 'structure', name: 'All benchmarks' },
  { id: 'standing', name: 'Among other families' },
  { id: 'recipes', name: 'Recipes' },
  { id: 'width', name: 'Width' },
  { id: 'single', name: 'One model' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];
