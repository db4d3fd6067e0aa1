/** What `npm test` reads out of the runners’ reports: a failure that is not counted would let a fault through. */
import { expect, test } from 'vitest';
import { playwrightOutcome, readReport, vitestOutcome } from '../../../scripts/reports.mjs';

const assertion = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});

test('failed tests of vitest are named with what they said, without colours', () => {
  const file = {
    name: 'a.test.ts',
    status: 'failed',
    message: '',
    assertionResults: [
      assertion('adds', 'passed'),
      assertion('divides', 'failed', ['\u001b[31mexpected 1\u001b[39m to be 2\n  at x']),
    ],
  };
  expect(
    vitestOutcome(JSON.stringify({ numPassedTests: 1, numFailedTests: 1, testResults: [file] })),
  ).toEqual({
    passed: 1,
    failed: 1,
    failures: ['a.test.ts › divides\n    expected 1 to be 2\n      at x'],
  });
});

test('a file that fails before its first test has failed, though the runner counts no failed test', () => {
  const file = { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
  const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file] };
  expect(vitestOutcome(JSON.stringify(report))).toEqual({
    passed: 3,
    failed: 1,
    failures: ['b.test.ts\n    no such module'],
  });
});

test('failed tests of Playwright are found in nested suites; those that passed at a second try are not among them', () => {
  const spec = (line: number, title: string, status: string, said?: string) => ({
    file: 'c.spec.ts',
    line,
    title,
    tests: [{ status, projectName: 'no-webgpu', results: [{ error: said && { message: said } }] }],
  });
  const report = {
    stats: { expected: 1, flaky: 1, unexpected: 1 },
    errors: [],
    suites: [
      {
        specs: [spec(1, 'opens', 'expected'), spec(2, 'blinks', 'flaky')],
        suites: [{ specs: [spec(9, 'closes', 'unexpected', 'still open')] }],
      },
    ],
  };
  expect(playwrightOutcome(JSON.stringify(report))).toEqual({
    passed: 2,
    failed: 1,
    failures: ['c.spec.ts:9 › closes [no-webgpu]\n    still open'],
  });
});

test('a report that was never written is a failure', () => {
  const { passed, failed, failures } = readReport('no/such/report.json', vitestOutcome);
  expect({ passed, failed }).toEqual({ passed: 0, failed: 1 });
  expect(failures[0]).toContain('no/such/report.json');
});
