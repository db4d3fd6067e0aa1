/**
 * The lab of a model that a table does not tell, learnt from a panel: models of one lab share the first word of their names
 * (Claude, Gemini, Qwen). A word that two labs use tells nothing.
 */

/** First word of a name, without version numbers: "GPT-5.4 xhigh" → "gpt", "Qwen3.6-27B" → "qwen", "o3-mini" → "o". */
export const firstWord = (name: string): string => /^\p{L}+/u.exec(name.trim().toLowerCase())?.[0] ?? '';

/** @returns for a name the lab whose models share its first word, or null */
export function labsByName(
  panel: readonly { model: string; lab: string }[],
): (name: string) => string | null {
  const labs = new Map<string, string | null>();
  for (const { model, lab } of panel) {
    const word = firstWord(model);
    if (word === '') continue;
    labs.set(word, labs.has(word) && labs.get(word) !== lab ? null : lab);
  }
  return (name) => labs.get(firstWord(name)) ?? null;
}
