// Runs before the first paint, so that a chosen theme does not flash. See src/lib/ui/theme.svelte.ts.
(function () {
  try {
    var chosen = localStorage.getItem('crossover.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage can be forbidden; the system's theme is then used.
  }
})();
