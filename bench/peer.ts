/**
 * Runs the other side of a comparison: a C program compiled here, or Python. A program prints the seconds of processor time
 * that its work took, start and input left out, as the first word of its answer.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));

/** A file of the bench's own, for a peer to read. */
export function peerInput(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Milliseconds that the program says its work took. */
export type Peer = (args: (string | number)[]) => number;

const has = (command: string, args: string[]) => spawnSync(command, args).status === 0;

const answerOf = (program: string, args: (string | number)[]): number => {
  const out = execFileSync(program, args.map(String), {
    encoding: 'utf8',
    // One thread, as ours: libraries under NumPy would take more.
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  return 1000 * Number(out.split(' ')[0]);
};

/** @returns null without a C compiler */
export function compiledPeer(source: string): Peer | null {
  const compiler = ['cc', 'gcc', 'clang'].find((name) => has(name, ['--version']));
  if (!compiler) return null;
  const program = join(folder, basename(source, '.c'));
  execFileSync(compiler, ['-O3', '-march=native', source, '-o', program, '-lm']);
  return (args) => answerOf(program, args);
}

/** @returns null without Python or one of its modules */
export function pythonPeer(script: string, modules: string[]): Peer | null {
  if (!has('python3', ['-c', `import ${modules.join(', ')}`])) return null;
  return (args) => answerOf('python3', [script, ...args]);
}
