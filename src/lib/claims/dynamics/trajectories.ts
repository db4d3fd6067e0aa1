/** Families of the bundled panels as a dynamical system takes them: five benchmarks in percent, L = log10 of the size in billions. */
import { defaultOptions } from '../../coupling/options';
import { trajectoryOf } from '../../coupling/trajectories';
import type { Trajectory } from '../../dynamics/forecast';
import type { ClaimData } from '../data';

/** Places of benchmarks in a trajectory, the panels' order. */
export const HS = 0;
export const TQA = 1;
export const WG = 3;
const BENCHMARKS = 5;

/** @throws RangeError when the panel has no such family */
export function familyTrajectory(data: ClaimData, panel: string, family: string): Trajectory {
  const table = data.panel(panel);
  const rows = table.models.filter((row) => row.family === family);
  if (rows.length === 0)
    throw new RangeError(`familyTrajectory: the panel "${panel}" has no family "${family}"`);
  return trajectoryOf(rows, table.benchmarks.slice(0, BENCHMARKS), defaultOptions());
}

const WHERE = {
  A: { panel: 'pythia-tables', family: 'Pythia (table A)' },
  B: { panel: 'pythia-tables', family: 'Pythia (table B)' },
  O: { panel: 'uniform', family: 'Pythia-deduped' },
};

/** Pythia of the tables that have five benchmarks. */
export const pythiaTrajectory = (data: ClaimData, table: 'A' | 'B' | 'O'): Trajectory =>
  familyTrajectory(data, WHERE[table].panel, WHERE[table].family);
