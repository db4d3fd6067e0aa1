/** Runs the other side of a comparison: a C program compiled here, or Python. Null where the machine lacks it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'crossover-bench-'));

/** A file of the bench's own, for a peer to read. */
export function peerInput(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const has = (command: string, args: string[]) => spawnSync(command, args).status === 0;

/** Seconds that the program says its work took. @returns null without a C compiler */
export function compiledPeer(source: string): ((args: string[]) => number) | null {
  const compiler = ['cc', 'gcc', 'clang'].find((name) => has(name, ['--version']));
  if (!compiler) return null;
  const program = join(folder, 'peer');
  execFileSync(compiler, ['-O3', '-march=native', source, '-o', program, '-lm']);
  return (args) => Number(execFileSync(program, args, { encoding: 'utf8' }).split(' ')[0]);
}

/** Seconds that the script says its work took. @returns null without Python or one of its modules */
export function pythonPeer(script: string, modules: string[]): ((args: string[]) => number) | null {
  if (!has('python3', ['-c', `import ${modules.join(', ')}`])) return null;
  return (args) => Number(execFileSync('python3', [script, ...args], { encoding: 'utf8' }));
}
