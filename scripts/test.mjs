/** `npm test`: set-up, then every check, and one closing line "N passed, N failed" over all of them. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installBrowser, installDependencies, run, runQuietly } from './setup.mjs';

installDependencies();
await installBrowser();
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });

const total = { passed: 0, failed: 0 };

/**
 * Runs one step; `count` reads its report, a step without one counts as a single check.
 * @param {string} name
 * @param {string[]} args of npx
 * @param {{ count?: () => { passed: number, failed: number }, env?: Record<string, string> }} [options]
 */
function step(name, args, { count, env } = {}) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  let ok = true;
  try {
    run('npx', args, env);
  } catch {
    ok = false;
  }
  const counted = count?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // A suite that crashed before its report was written, or passed without a test, has failed.
  if (!ok && counted.failed === 0) counted.failed = 1;
  if (ok && counted.passed === 0) counted.failed += 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  console.log(
    `── ${name}: ${counted.passed} passed, ${counted.failed} failed (${Math.round((Date.now() - began) / 1000)} s)`,
  );
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
      total[ok ? 'passed' : 'failed'] += 1;
      console.log(`\n── ${name}\n${output}`);
      console.log(
        `── ${name}: ${ok ? 1 : 0} passed, ${ok ? 0 : 1} failed (${Math.round((Date.now() - began) / 1000)} s)`,
      );
    }),
  );
}

/** @param {string} file */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};
/** @param {string} file */
const vitestCount = (file) => () => {
  const report = read(file);
  return report ? { passed: report.numPassedTests, failed: report.numFailedTests } : { passed: 0, failed: 1 };
};
/** @param {string} file */
const playwrightCount = (file) => () => {
  const stats = read(file)?.stats;
  return stats
    ? { passed: stats.expected + stats.flaky, failed: stats.unexpected }
    : { passed: 0, failed: 1 };
};
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
step('unit', vitest(['unit'], 'test-results/unit.json'), { count: vitestCount('test-results/unit.json') });
step('gpu', vitest(['gpu', 'no-gpu'], 'test-results/gpu.json'), {
  count: vitestCount('test-results/gpu.json'),
});
step('build', ['vite', 'build', '--logLevel', 'warn'], {
  env: { BASE_PATH: '/crossover', BUILD_DIR: 'build-base' },
});
step('size', ['node', 'scripts/size.mjs', 'build-base']);
step('end to end', ['playwright', 'test'], {
  count: playwrightCount('test-results/e2e.json'),
  env: { CI: '1' },
});

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
