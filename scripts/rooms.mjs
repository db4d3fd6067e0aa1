/**
 * The import rule of ARCHITECTURE.md as lint: imports go downwards only.
 * routes → charts, ui, workers → claims → coupling, dynamics, frontier, models → gpu, stats, scores.
 */

const page = ['workers', 'charts', 'ui', 'methods'];
/** What composes the domain: a file, a link, a page’s worth of questions. */
const composed = ['atlas', 'claims', 'permalink', 'export'];
const above = [...composed, ...page];

/** For each room: what it must not import. Everything above it, and its peers where they are independent. */
const forbidden = {
  scores: ['stats', 'gpu', 'dynamics', 'coupling', 'frontier', 'models', ...above],
  stats: ['scores', 'gpu', 'dynamics', 'coupling', 'frontier', 'models', ...above],
  gpu: ['scores', 'dynamics', 'coupling', 'frontier', 'models', ...above],
  // Series in, forecasts out: the domain composes it.
  dynamics: ['scores', 'gpu', 'coupling', 'frontier', 'models', ...above],
  frontier: ['gpu', 'dynamics', 'models', ...above],
  // A language model’s file and its activations; it knows nothing of families and their scores.
  models: ['dynamics', 'coupling', 'frontier', ...above],
  coupling: ['frontier', 'models', ...above],
  // All families of a table: what the Atlas page asks, beside one family's diagnosis.
  atlas: ['dynamics', 'frontier', 'models', 'claims', 'permalink', 'export', ...page],
  claims: ['gpu', 'atlas', 'permalink', 'export', ...page],
  permalink: ['workers', 'charts', 'ui', 'gpu', 'stats', 'export'],
  export: ['workers', 'charts', 'ui', 'gpu', 'stats', 'permalink'],
  workers: ['charts', 'ui', 'methods'],
  charts: ['workers', 'stats', 'gpu', 'permalink', 'methods'],
  ui: ['stats', 'gpu', 'methods'],
  methods: ['gpu', 'permalink', 'workers'],
};
/** What a worker runs has no page: neither SvelteKit's modules nor Svelte itself. */
const withoutPage = ['scores', 'stats', 'gpu', 'dynamics', 'coupling', 'frontier', 'models', ...composed];

/** @returns {import('eslint').Linter.Config[]} */
export function roomRules() {
  return Object.entries(forbidden).map(([room, rooms]) => ({
    files: [`src/lib/${room}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\$lib|(\\.\\./)+)/?(${rooms.join('|')})(/|$)`,
              message: `${room} may not import from a room above it (see ARCHITECTURE.md).`,
            },
            ...(withoutPage.includes(room)
              ? [
                  {
                    regex: '^(\\$app|svelte)(/|$)|\\.svelte(\\.ts)?$',
                    message: `${room} knows nothing of the page.`,
                  },
                ]
              : []),
          ],
        },
      ],
      ...(withoutPage.includes(room)
        ? { 'no-restricted-globals': ['error', 'document', 'window', 'localStorage', 'history', 'location'] }
        : {}),
    },
  }));
}
