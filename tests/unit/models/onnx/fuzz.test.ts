import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OnnxFormatError, UnsupportedModelError } from '../../../../src/lib/models/onnx/errors';
import { instrument } from '../../../../src/lib/models/onnx/instrument';
import { modelBytes } from './fixtures';

/** Whether the bytes were edited or refused with a sentence; anything else is a fault of ours and is thrown on. */
function outcome(bytes: Uint8Array): 'edited' | 'refused' {
  try {
    instrument(bytes, { steer: [0], resid: [0], heads: [0] });
    return 'edited';
  } catch (error) {
    if (!(
      error instanceof OnnxFormatError ||
      error instanceof UnsupportedModelError ||
      error instanceof RangeError
    ))
      throw error;
    expect(error.message.length).toBeGreaterThan(20);
    return 'refused';
  }
}

const graph = modelBytes('llama_fused/onnx/model');

describe('no file makes the editor hang or crash', () => {
  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => outcome(bytes) === 'refused'));
  });

  test('a model cut off anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: graph.length - 1 }), (length) => {
        // Cut just behind the graph, only the operator sets are missing: nothing that an edit needs.
        const cut = graph.slice(0, length);
        return outcome(cut) === 'refused' || length > graph.length - 40;
      }),
    );
  });

  test('a model with some bytes changed', () => {
    const change = fc.tuple(fc.nat({ max: graph.length - 1 }), fc.nat({ max: 255 }));
    const seen = { edited: 0, refused: 0 };
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = graph.slice();
        for (const [at, value] of changes) bytes[at] = value;
        seen[outcome(bytes)]++;
      }),
      { numRuns: 200, seed: 7 },
    );
    expect(seen.edited).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  });

  test('parts of a model out of order', () => {
    fc.assert(
      fc.property(fc.nat({ max: graph.length }), fc.nat({ max: graph.length }), (from, to) => {
        const [a, b] = [Math.min(from, to), Math.max(from, to)];
        outcome(Buffer.concat([graph.subarray(0, a), graph.subarray(b), graph.subarray(a, b)]));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['an error page', '<!doctype html><title>404</title>'],
    ['a pointer to a large file', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'],
    ['nothing', ''],
    ['JSON', '{"model_type":"llama"}'],
  ])('%s is refused as what it is', (_, content) => {
    expect(() => instrument(new TextEncoder().encode(content))).toThrow(OnnxFormatError);
  });
});
