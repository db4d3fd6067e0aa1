/** Width: whether the family’s correlation is one of width, what shapes of the panel are associated with, and the nearest shapes. */
import { otherShapes, widthField, type WidthField } from '../reference/widthField';
import type { Evidence, Intervention } from '../sections';
import { bracketed, decimal, listed, significant, whole } from '../words';
import { beatsBaseline, evidence, isLow, isUnsettled, largestModel, type AdviceInput } from './input';

const SHAPES = 3;

export function widthAdvice(input: AdviceInput): Intervention {
  const { diagnosis, width, peers } = input;
  const field = widthField(peers);
  const trackRecord = field?.record
    ? {
        ...field.record,
        what: 'side of the residual field on which each panel family stands, foretold from its width by the other families; baseline: the more frequent side',
      }
    : null;
  const clear = field !== null && (field.perDoubling.lo > 0 || field.perDoubling.hi < 0);
  const supported = clear && beatsBaseline(trackRecord) && isLow(input) && !isUnsettled(diagnosis);
  const partial = width?.partialGivenWidth ?? null;
  const found: Evidence[] = [
    ...(width === null || partial === null
      ? []
      : [
          evidence(
            'partial r of the two benchmarks given width (d_model), this family',
            partial,
            'r',
            width.n,
          ),
        ]),
    ...(field === null
      ? []
      : [
          evidence(
            'doubling of width at the same size and level, over the panel',
            field.perDoubling,
            'points',
            field.n,
          ),
        ]),
  ];
  return {
    id: 'width',
    title: 'Width',
    advice: [partialWords(input), fieldWords(field, clear, trackRecord), shapeWords(input)]
      .filter((part) => part !== null)
      .join(' '),
    supported,
    evidence: found,
    grade: found.length === 0 ? 'none' : 'association',
    strength: supported ? 'settled' : clear ? 'leaning' : 'none',
    wouldChange: 'Two models of one size and recipe in two shapes, both measured.',
    trackRecord,
  };
}

function partialWords({ width }: AdviceInput): string | null {
  const partial = width?.partialGivenWidth ?? null;
  if (partial === null) return null;
  const held = `Given width, r is ${decimal(partial.value)} ${bracketed(partial.lo, partial.hi)}`;
  return partial.lo > 0 || partial.hi < 0
    ? `${held}: the two benchmarks go together beyond their common trend in width.`
    : `${held}: the correlation cannot be separated from width.`;
}

function fieldWords(field: WidthField | null, clear: boolean, record: Intervention['trackRecord']): string {
  if (field === null)
    return 'No panel with known widths covers these two benchmarks, so nothing can be said of other shapes.';
  const { value, lo, hi } = field.perDoubling;
  const said = `Over the panel a doubling of width at the same size and level goes with ${value > 0 ? '+' : ''}${decimal(value, 1)} points ${bracketed(lo, hi, 1)}`;
  if (!clear) return `${said}, which holds 0: another shape is not supported.`;
  if (!beatsBaseline(record))
    return `${said}; but it foretells ${record?.right} of ${record?.n} families, not clearly more than the more frequent side (${record?.baseline}): another shape is not supported.`;
  return `${said}, an association of released shapes.`;
}

function shapeWords({ diagnosis, peers }: AdviceInput): string | null {
  const largest = largestModel(diagnosis);
  const width = largest.facts?.width ?? null;
  if (width === null) return null;
  const shapes = otherShapes(peers, { paramsB: largest.paramsB, width }, SHAPES);
  if (shapes.length === 0) return null;
  const named = shapes.map(
    ({ model, paramsB, width: d, b2 }) =>
      `${model} (${significant(paramsB)} B, ${whole(d)} wide: ${decimal(b2, 1)})`,
  );
  return `Nearest other shapes to ${largest.model} (${whole(width)} wide): ${listed(named)}.`;
}
