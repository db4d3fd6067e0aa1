/**
 * The published playbook for a new model, step by step: locate (its residual), diagnose (the change since its lab's last release),
 * rotate (whether the pair still tells the best models apart). Contract: each step has what the paper's threshold says and what the
 * interval says, side by side.
 */
import type { LabMean } from './labMeans';
import { decimalYear } from './releaseDate';
import { changeBetween, type Change, type PublishedName, type Residual, type ResidualName } from './residual';
import { PUBLISHED_ROTATION, type PublishedRatio, type Saturation } from './saturation';
import type { Rotation } from './rotation';
import type { Release } from './trajectory';

export interface Playbook {
  id: string;
  model: string;
  locate: {
    h: number;
    lo: number;
    hi: number;
    published: PublishedName;
    calibrated: ResidualName;
  };
  /** Null when the lab has no other model in the panel. */
  diagnose:
    | (Change & { published: 'reallocation' | 'no change'; calibrated: 'stands out' | 'within the scatter' })
    | null;
  /**
   * Published: the ratio over the same top five below 0.2 asks for another pair. Calibrated: the state of benchmark 1, and the next
   * candidate.
   */
  rotate: {
    ratio: number | null;
    published: 'rotate' | 'stay' | null;
    calibrated: Saturation['state'];
    next: string | null;
  };
  /** What benchmark 2 the line expects, alone and with the lab's mean added, as published and shrunk; points. */
  expected: { line: number; withPublishedLabMean: number | null; withShrunkLabMean: number | null };
}

export interface PlaybookPanel {
  /** All models of the panel with their residuals. */
  releases: readonly Release[];
  labs: readonly LabMean[];
  ratio: PublishedRatio;
  state: Saturation['state'];
  rotation: Rotation;
}

export function playbook(release: Release, own: Residual, panel: PlaybookPanel): Playbook {
  const { releases, labs, ratio, state, rotation } = panel;
  const earlier = lastBefore(release, releases);
  const change = earlier === null ? null : changeBetween(earlier, release);
  const lab = labs.find((one) => one.lab === release.lab);
  const expected = release.y - release.h;
  const same = ratio.sameSet?.ratio ?? null;
  return {
    id: release.id,
    model: release.model,
    locate: { h: own.h, lo: own.lo, hi: own.hi, published: own.published, calibrated: own.named },
    diagnose: change && {
      ...change,
      published: change.publishedFlag ? 'reallocation' : 'no change',
      calibrated: change.flagged ? 'stands out' : 'within the scatter',
    },
    rotate: {
      ratio: same,
      published: same === null ? null : same < PUBLISHED_ROTATION ? 'rotate' : 'stay',
      calibrated: state,
      next: rotation.next,
    },
    expected: {
      line: expected,
      withPublishedLabMean: lab ? expected + lab.publishedMean : null,
      withShrunkLabMean: lab && lab.shrunkMean !== null ? expected + lab.shrunkMean : null,
    },
  };
}

/** The lab's last release no later than this one; its latest of all when this one has no date. */
function lastBefore(release: Release, releases: readonly Release[]): Release | null {
  const at = decimalYear(release.released) ?? Infinity;
  const earlier = releases
    .filter(({ id, lab, released }) => {
      const year = decimalYear(released);
      return id !== release.id && lab === release.lab && year !== null && year <= at;
    })
    .map((one) => ({ one, year: decimalYear(one.released) ?? -Infinity }));
  return (
    earlier.reduce<{ one: Release; year: number } | null>(
      (last, next) => (last === null || next.year >= last.year ? next : last),
      null,
    )?.one ?? null
  );
}
