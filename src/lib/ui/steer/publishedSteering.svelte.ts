/** What the papers describe, run with the model at hand: their adapted prompts, and their recipe as a whole. */
import type { Direction } from '$lib/models/steering/direction';
import type { AdaptedPrompt } from '$lib/models/steering/published';
import type { SteerResults, SteeringSelfCheck } from '$lib/models/steering/results';
import type { ModelChooser } from '../models/modelChooser.svelte';
import { ModelWork, type WorkQueue } from '../models/modelWork.svelte';

export class PublishedSteering {
  readonly #chooser: ModelChooser;
  readonly prompts: ModelWork<{ direction: Direction; adapted: AdaptedPrompt[] }>;
  readonly recipe: ModelWork<SteerResults>;

  constructor(chooser: ModelChooser, queue: WorkQueue) {
    this.#chooser = chooser;
    this.prompts = new ModelWork(queue);
    this.recipe = new ModelWork(queue);
  }

  async runPrompts(prompts: readonly string[]): Promise<void> {
    await this.prompts.run((hooks) => this.#chooser.client.run('published', { prompts }, hooks));
  }

  async runRecipe(version: string): Promise<void> {
    const selfCheck = proofOf(this.#chooser.report);
    await this.recipe.run((hooks) => this.#chooser.client.run('recipe', { selfCheck, version }, hooks));
  }

  clear(): void {
    this.prompts.clear();
    this.recipe.clear();
  }
}

/** The self-check of a load as results carry it. */
export function proofOf(report: ModelChooser['report']): SteeringSelfCheck {
  const check = report?.selfCheck;
  return { zeroVector: check?.zeroVector.largest ?? null, shift: check?.shift.largest ?? null };
}
