/** Light, dark, or as the system has it. static/theme.js applies a stored choice before the first paint. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEY = 'crossover.theme';

/** The choice in force on this page. */
export const theme = $state<{ chosen: Theme }>({ chosen: 'system' });

/** Takes up what was chosen on an earlier visit. Storage can be forbidden: the system's theme is then used. */
export function restoreTheme(): void {
  try {
    const stored = localStorage.getItem(KEY);
    theme.chosen = THEMES.find((name) => name === stored) ?? 'system';
  } catch {
    theme.chosen = 'system';
  }
}

export function chooseTheme(chosen: Theme): void {
  theme.chosen = chosen;
  const root = document.documentElement;
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
  try {
    if (chosen === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
  } catch {
    // The choice then lasts as long as the page.
  }
}

export const nextTheme = (from: Theme): Theme => THEMES[(THEMES.indexOf(from) + 1) % THEMES.length];
