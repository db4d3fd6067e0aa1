import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headOf, readLines } from '$lib/scores/items/lines';
import { gzipped, source } from './simulated';

/** A file that is handed out in given pieces, as a disk or a network might. */
class PiecedFile extends Blob {
  readonly #pieces: Uint8Array<ArrayBuffer>[];
  constructor(pieces: Uint8Array<ArrayBuffer>[]) {
    super(pieces);
    this.#pieces = pieces;
  }
  override stream() {
    const pieces = [...this.#pieces];
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
  }
}

async function linesOf(file: Blob, longest?: number) {
  const lines: [number, string][] = [];
  const failure = await readLines(
    file,
    {
      line: (bytes, from, to, number) =>
        lines.push([number, new TextDecoder().decode(bytes.subarray(from, to))]),
      tooLong: (number) => lines.push([number, 'TOO LONG']),
    },
    () => Promise.resolve(),
    longest,
  );
  return { failure, lines };
}

const numbered = (lines: string[]) => lines.map((line, i) => [i + 1, line]);

describe('readLines', () => {
  test('the same lines however the file is cut into pieces', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\ufeff]/g, '')),
          { maxLength: 8 },
        ),
        fc.array(fc.nat(200), { maxLength: 6 }),
        fc.boolean(),
        async (lines, cuts, fed) => {
          const bytes = new TextEncoder().encode(lines.join('\n') + (fed && lines.length > 0 ? '\n' : ''));
          const at = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const pieces = at.slice(1).map((end, i) => bytes.slice(at[i], end));
          const expected = numbered(new TextDecoder().decode(bytes).split('\n'));
          // Nothing follows the last line feed.
          if (expected.at(-1)?.[1] === '') expected.pop();
          expect(await linesOf(new PiecedFile(pieces))).toEqual({ failure: null, lines: expected });
        },
      ),
      { numRuns: 150 },
    ));

  test('a gzipped file, whatever it is called', async () => {
    const { blob } = await gzipped(source('x.jsonl', 'one\ntwo\n'));
    expect(await linesOf(blob)).toEqual({ failure: null, lines: numbered(['one', 'two']) });
  });

  test('a byte-order mark is no part of the first line', async () =>
    expect((await linesOf(new Blob(['\ufeffone\n\ufefftwo']))).lines[0]).toEqual([1, 'one']));

  test('a line of megabytes is read, one beyond the limit is passed over', async () => {
    const long = 'x'.repeat(3_000_000);
    const file = new Blob(['a\n', long, '\nb\n', long, 'y']);
    expect((await linesOf(file)).lines).toEqual(numbered(['a', long, 'b', `${long}y`]));
    expect((await linesOf(file, 3_000_000)).lines).toEqual(numbered(['a', long, 'b', 'TOO LONG']));
    expect((await linesOf(new Blob(['aa\nbbb\ncc']), 2)).lines).toEqual(numbered(['aa', 'TOO LONG', 'cc']));
  });

  test('a gzip stream that is cut says so', async () => {
    const noise = Array.from({ length: 20_000 }, (_, i) => `${Math.imul(i, 2654435761) >>> 0}`).join('\n');
    const { blob } = await gzipped(source('x', noise));
    const { failure, lines } = await linesOf(blob.slice(0, blob.size >> 1));
    expect(failure).toEqual(expect.any(String));
    expect(lines.length).toBeLessThan(20_000);
  });

  test('what the pace throws ends the reading', async () => {
    const stop = new Error('stop');
    const visitor = { line: () => undefined, tooLong: () => undefined };
    await expect(readLines(new Blob(['a\n']), visitor, () => Promise.reject(stop))).rejects.toBe(stop);
  });

  test('progress counts the bytes on the disk, up to all of them', async () => {
    const { blob } = await gzipped(source('x', 'line\n'.repeat(500_000)));
    const told: number[] = [];
    const visitor = { line: () => undefined, tooLong: () => undefined };
    await readLines(blob, visitor, async (bytes) => void told.push(bytes));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(blob.size);
  });
});

test('headOf gives the beginning, decompressed', async () => {
  const file = source('x', 'abc\n'.repeat(100));
  expect(await headOf(file.blob, 6)).toBe('abc\nab');
  expect(await headOf((await gzipped(file)).blob, 6)).toBe('abc\nab');
  expect(await headOf(new Blob([Uint8Array.of(0x1f, 0x8b, 1, 2)]))).toBe('');
});
