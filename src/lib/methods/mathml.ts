/** The equations as MathML elements: no inline style, no script, the words in `alttext`, the TeX as annotation. */
import type { EquationId } from './equations';
import rendered from './mathml.json';

/** @returns a `<math>` element; it comes from this repository's own file and from nowhere else */
export const mathmlOf = (id: EquationId): string => rendered.equations[id];
