/** The demonstrations of the Claims page, by name. */
import { allClaims } from '../all';
import type { ClaimData } from '../data';
import { givenSize, type GivenSize } from './givenSize';
import { heldOutDemos, type HeldOutDemos } from './heldOut';
import { pythiaMatrix, type TableRow } from './tables';
import { topModels, type TopModelSets } from './topModels';

export interface Demos {
  givenSize: GivenSize[];
  tables: TableRow[];
  heldOut: HeldOutDemos;
  topModels: TopModelSets;
}
export type DemoName = keyof Demos;

export const DEMOS: { [Name in DemoName]: (data: ClaimData) => Demos[Name] | Promise<Demos[Name]> } = {
  givenSize,
  tables: async (data) => pythiaMatrix(data, await allClaims()),
  heldOut: heldOutDemos,
  topModels,
};
