/** Steer: for models small enough to be run in the browser. It says where something can be measured, not what would come out. */
import type { Intervention } from '../sections';
import { count, decimal, sizeLabel } from '../words';
import { counted, type AdviceInput } from './input';

/** Larger models do not run in a browser, billions. */
export const LARGEST_STEERED_B = 3;

export function steer({ diagnosis }: Pick<AdviceInput, 'diagnosis'>): Intervention {
  const { models, benchmark2 } = diagnosis.input;
  const small = models.filter(({ paramsB }) => paramsB <= LARGEST_STEERED_B);
  const smallest = models[0];
  const offered = small.length > 0;
  return {
    id: 'steer',
    title: 'Steer',
    advice: offered
      ? `${offer(small.map(({ model, paramsB }) => `${model} (${sizeLabel(paramsB)})`))} small enough for the Steer page, if the weights are open: it adds a truth direction to the activations and measures the answers beside shuffled and random directions. Nothing of this has been measured for the family, and it would say nothing of ${benchmark2.label} at larger sizes.`
      : `The smallest model, ${smallest.model} (${sizeLabel(smallest.paramsB)}), is above ${LARGEST_STEERED_B} B, which is too large to be steered in a browser.`,
    supported: false,
    evidence: [
      counted(
        `models of the family of at most ${decimal(LARGEST_STEERED_B, 0)} B`,
        small.length,
        'models',
        models.length,
      ),
      counted('smallest size', smallest.paramsB, 'B'),
    ],
    grade: 'none',
    strength: 'none',
    wouldChange:
      'A measured shift on the Steer page whose interval lies clear of the shuffled and random directions.',
    trackRecord: null,
  };
}

function offer(names: string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${count(names.length - 2)} more`] : names;
  const list =
    shown.length < 2 ? shown[0] : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
  return `${list} ${names.length === 1 ? 'is' : 'are'}`;
}
