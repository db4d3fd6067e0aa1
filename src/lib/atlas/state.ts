/** What the Atlas page shows, as plain JSON: what a link of it holds, and nothing that is computed. */
import type { ScoreTable } from '../scores/table';
import { noFilter, type AtlasFilter } from './filter';
import type { AtlasSort } from './sort';

/** Panels with sizes: without these there is no family. */
export const ATLAS_PANELS = ['uniform', 'published'] as const;
export type AtlasPanel = (typeof ATLAS_PANELS)[number];

export const VIEWS = ['cards', 'table', 'population'] as const;
export type AtlasView = (typeof VIEWS)[number];

/** What the horizontal axis of a card is, and whether all cards share their axes. */
export type CardAxis = 'size' | 'benchmark1';
export type CardScales = 'own' | 'shared';

/** Families that are compared side by side, at most. */
export const COMPARED = 4;

export interface AtlasState {
  panel: AtlasPanel;
  /** Keys; null for HellaSwag and TruthfulQA. */
  pair: [string, string] | null;
  view: AtlasView;
  axis: CardAxis;
  scales: CardScales;
  filter: AtlasFilter;
  sort: AtlasSort;
  /** Ids of families (`familyId`). */
  compare: string[];
  /** The user's own table; null without one. */
  overlay: Overlay | null;
}

export interface Overlay {
  table: ScoreTable;
  /** Its family that is drawn on every card; null for none. */
  drawn: string | null;
}

export const defaultSort = (): AtlasSort => ({ by: 'verdict', down: false });

export const defaultAtlas = (): AtlasState => ({
  panel: 'uniform',
  pair: null,
  view: 'cards',
  axis: 'size',
  scales: 'own',
  filter: noFilter(),
  sort: defaultSort(),
  compare: [],
  overlay: null,
});
