/**
 * Pairwise cosines between two sets of outputs, unit by unit: the job that src/lib/gpu/headCosines.ts and its twin
 * src/lib/models/heads/pairCosines.ts do alike.
 */

/** Outputs of one capability's prompts: [units × rows × dims]. */
export interface OutputRows {
  rows: number;
  values: Float32Array;
}

export interface HeadCosinesJob {
  units: number;
  dims: number;
  first: OutputRows;
  second: OutputRows;
  /** Cosines below it are counted. */
  bound: number;
}

export interface HeadCosines {
  /** By unit: pairs whose cosine is below the bound, of first.rows × second.rows. */
  below: Uint32Array;
  /** By unit: mean cosine. NaN where an output is not finite or has no length. */
  mean: Float64Array;
}

/** @throws RangeError naming what cannot be */
export function checkHeadCosines({ units, dims, first, second, bound }: HeadCosinesJob): void {
  const whole = (value: number) => value >>> 0 === value;
  if (!whole(units) || !whole(dims) || dims < 1)
    throw new RangeError(
      `head cosines: ${units} units of ${dims} numbers; give whole numbers, 1 number or more`,
    );
  if (!Number.isFinite(bound)) throw new RangeError(`head cosines: bound ${bound}; give a number`);
  for (const { rows, values } of [first, second])
    if (!whole(rows) || rows < 1 || values.length !== units * rows * dims)
      throw new RangeError(
        `head cosines: ${values.length} numbers for ${units} units × ${rows} rows × ${dims}`,
      );
}

/**
 * Rows of length 1, filled up with zeros to `width`; NaN where a row has no direction.
 * @returns [units × rows × width]
 */
export function unitLength({ rows, values }: OutputRows, units: number, dims: number, width: number) {
  const out = new Float32Array(units * rows * width);
  for (let row = 0; row < units * rows; row++) {
    let squares = 0;
    for (let j = 0; j < dims; j++) squares += values[row * dims + j] ** 2;
    const length = Math.sqrt(squares);
    const usable = length > 0 && Number.isFinite(length);
    for (let j = 0; j < dims; j++)
      out[row * width + j] = usable ? values[row * dims + j] / length : Number.NaN;
  }
  return out;
}
