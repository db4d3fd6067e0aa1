/** Reads the reports that the test runners write: how many tests passed, and which failed with what words. */
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Outcome of one step of `npm test`
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures one entry a failed test: its name, then the first lines of what it said
 */

/** Lines of a failure that are shown at the end; the whole stands where the test ran. */
const LINES = 6;

/**
 * The outcome in a report of vitest's json reporter; a file that failed before its first test counts as one failure.
 * @param {string} text
 * @returns {Outcome}
 */
export function vitestOutcome(text) {
  const report = JSON.parse(text);
  const failures = report.testResults.flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [entry(file.name, file.message)] : [];
    return failed.map((/** @type {any} */ test) =>
      entry(`${file.name} › ${test.fullName}`, test.failureMessages.join('\n')),
    );
  });
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    failures,
  };
}

/**
 * The outcome in a report of Playwright's json reporter.
 * @param {string} text
 * @returns {Outcome}
 */
export function playwrightOutcome(text) {
  const report = JSON.parse(text);
  const crashed = report.errors.map((/** @type {any} */ error) => entry('before any test', error.message));
  const failures = [...crashed, ...report.suites.flatMap(failuresOfSuite)];
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: Math.max(unexpected, failures.length), failures };
}

/** @param {any} suite @returns {string[]} */
function failuresOfSuite(suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'unexpected')
      .map((/** @type {any} */ test) =>
        entry(
          `${spec.file}:${spec.line} › ${spec.title} [${test.projectName}]`,
          test.results.at(-1)?.error?.message,
        ),
      ),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failuresOfSuite)];
}

/** @param {string} name @param {string} [said] */
function entry(name, said = '') {
  const plain = stripVTControlCharacters(said).trim().split('\n').slice(0, LINES);
  return [name, ...plain.map((line) => `    ${line}`)].join('\n').trimEnd();
}

/**
 * Reads a report; a suite that crashed before it could write one has failed once.
 * @param {string} file
 * @param {(text: string) => Outcome} outcome
 * @returns {Outcome}
 */
export function readReport(file, outcome) {
  try {
    return outcome(readFileSync(file, 'utf8'));
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      failures: [entry(`${file} could not be read`, String(error))],
    };
  }
}
