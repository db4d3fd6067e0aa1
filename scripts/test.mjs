/** `npm test`: set-up, then every check, and one closing line "N passed, N failed" over all of them. */
import { mkdirSync, rmSync } from 'node:fs';
import { playwrightOutcome, readReport, vitestOutcome } from './reports.mjs';
import { installBrowser, installDependencies, run, runQuietly } from './setup.mjs';

installDependencies();
await installBrowser();
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });

const total = { passed: 0, failed: 0 };
/** What failed, told once more at the end: a log is often read, and kept, from there. @type {string[]} */
const failures = [];

/**
 * Adds one step's outcome to the total, and says it.
 * @param {string} name
 * @param {import('./reports.mjs').Outcome} outcome
 * @param {number} began in ms
 */
function count(name, outcome, began) {
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  failures.push(...outcome.failures.map((failure) => `${name}: ${failure}`));
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`── ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
}

/**
 * A check without a report of tests is one test.
 * @param {boolean} ok
 * @param {string} [said]
 * @returns {import('./reports.mjs').Outcome}
 */
const single = (ok, said = 'failed') =>
  ok ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [said] };

/**
 * Runs one step; `report` reads its tests, a step without one counts as a single check.
 * @param {string} name
 * @param {string[]} args of npx
 * @param {{ report?: () => import('./reports.mjs').Outcome, env?: Record<string, string> }} [options]
 */
function step(name, args, { report, env } = {}) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  let ok = true;
  try {
    run('npx', args, env);
  } catch {
    ok = false;
  }
  let outcome = report?.() ?? single(ok);
  // A suite that failed without a failed test, or passed without a test, has failed.
  if (outcome.failed === 0 && (!ok || outcome.passed === 0)) {
    const said = ok ? 'ran no test' : 'ended with an error outside any test';
    outcome = { ...outcome, failed: 1, failures: [said] };
  }
  count(name, outcome, began);
}

/**
 * Checks of one core each, at the same time; what each has to say is shown when it has ended.
 * @param {Record<string, string[]>} checks name → args of npx
 */
async function sideBySide(checks) {
  const began = Date.now();
  await Promise.all(
    Object.entries(checks).map(async ([name, args]) => {
      const { ok, output } = await runQuietly('npx', args);
      console.log(`\n── ${name}\n${output}`);
      count(name, single(ok, output.split('\n').slice(-20).join('\n')), began);
    }),
  );
}

/** @param {string[]} projects @param {string} file */
const vitest = (projects, file) => [
  'vitest',
  'run',
  ...projects.flatMap((project) => ['--project', project]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${file}`,
];

step('types: generated', ['svelte-kit', 'sync']);
await sideBySide({
  types: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  lint: ['eslint', '.', '--max-warnings', '0'],
  format: ['prettier', '--check', '.', '--log-level', 'warn'],
});
step('unit', vitest(['unit'], 'test-results/unit.json'), {
  report: () => readReport('test-results/unit.json', vitestOutcome),
});
step('gpu', vitest(['gpu', 'no-gpu'], 'test-results/gpu.json'), {
  report: () => readReport('test-results/gpu.json', vitestOutcome),
});
step('build', ['vite', 'build', '--logLevel', 'warn'], {
  env: { BASE_PATH: '/crossover', BUILD_DIR: 'build-base' },
});
step('size', ['node', 'scripts/size.mjs', 'build-base']);
step('end to end', ['playwright', 'test'], {
  report: () => readReport('test-results/e2e.json', playwrightOutcome),
  env: { CI: '1' },
});

if (failures.length > 0) console.log(`\n── failed\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
