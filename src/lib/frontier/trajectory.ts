/** A lab's releases in order, each with its residual, and which steps between them stand out of the scatter. */
import { byLab } from './points';
import { byRelease } from './releaseDate';
import { changeBetween, type Change } from './residual';

export interface Release {
  id: string;
  model: string;
  lab: string;
  released: string | null;
  x: number;
  y: number;
  h: number;
  /** Standard error of prediction, points. */
  se: number;
}

export interface Trajectory {
  lab: string;
  releases: Release[];
  /** Between each release and the next; releases without a date take no part. */
  changes: Change[];
}

/** Trajectories of the labs with two or more releases. */
export function trajectories(releases: readonly Release[]): Trajectory[] {
  return [...byLab(releases)].flatMap(([lab, members]) => {
    if (members.length < 2) return [];
    const ordered = byRelease(members);
    const dated = ordered.filter(({ released }) => released !== null);
    return [
      {
        lab,
        releases: ordered,
        changes: dated.slice(1).map((later, i) => changeBetween(dated[i], later)),
      },
    ];
  });
}
