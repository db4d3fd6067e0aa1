import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readControlVector, writeControlVector } from '../../../../src/lib/models/steering/controlVector';
import { GgufError } from '../../../../src/lib/models/steering/ggufFormat';
import { readVectorJson, vectorJson } from '../../../../src/lib/models/steering/vectorJson';
import { directionOfVector } from '../../../../src/lib/models/steering/vectorFit';

/** A file put together from the format's description, field by field, without the writer. */
class Bytes {
  private readonly bytes: number[] = [];
  u32(value: number) {
    for (let i = 0; i < 4; i++) this.bytes.push((value >>> (8 * i)) & 255);
    return this;
  }
  u64(value: bigint) {
    for (let i = 0n; i < 8n; i++) this.bytes.push(Number((value >> (8n * i)) & 255n));
    return this;
  }
  text(value: string) {
    const utf8 = [...new TextEncoder().encode(value)];
    this.u64(BigInt(utf8.length)).bytes.push(...utf8);
    return this;
  }
  f32(...values: number[]) {
    this.bytes.push(...new Uint8Array(Float32Array.from(values).buffer));
    return this;
  }
  raw(...values: number[]) {
    this.bytes.push(...values);
    return this;
  }
  pad(multiple: number) {
    while (this.bytes.length % multiple) this.bytes.push(0);
    return this;
  }
  done = () => new Uint8Array(this.bytes);
}

const header = (tensors: bigint, values: bigint) =>
  new Bytes().raw(0x47, 0x47, 0x55, 0x46).u32(3).u64(tensors).u64(values);
const architecture = (bytes: Bytes, name = 'controlvector') =>
  bytes.text('general.architecture').u32(8).text(name);

const byHand = architecture(header(2n, 3n))
  .text('controlvector.model_hint')
  .u32(8)
  .text('gpt_neox')
  .text('controlvector.layer_count')
  .u32(4)
  .u32(2)
  .text('direction.1')
  .u32(1)
  .u64(3n)
  .u32(0)
  .u64(0n)
  .text('direction.2')
  .u32(1)
  .u64(3n)
  .u32(0)
  .u64(32n)
  .pad(32)
  .f32(1, -2.5, 3)
  .pad(32)
  .f32(0.25, 0, -1)
  .pad(32)
  .done();

const layers = new Map([
  [1, Float32Array.of(1, -2.5, 3)],
  [2, Float32Array.of(0.25, 0, -1)],
]);

describe('a control vector in GGUF', () => {
  test('is written as the format’s description has it, byte for byte', () => {
    expect(writeControlVector({ modelHint: 'gpt_neox', layers })).toEqual(byHand);
  });

  test('is read from those bytes', () => {
    expect(readControlVector(byHand)).toEqual({ modelHint: 'gpt_neox', layers });
  });

  test('comes back as it was written', () => {
    const vector = fc.integer({ min: 1, max: 40 }).chain((width) =>
      fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }).chain((numbers) =>
        fc.record({
          modelHint: fc.option(fc.string({ minLength: 1 })),
          layers: fc
            .array(
              fc.float32Array({ minLength: width, maxLength: width, noNaN: true, noDefaultInfinity: true }),
              {
                minLength: numbers.length,
                maxLength: numbers.length,
              },
            )
            .map(
              (data) =>
                new Map(numbers.map((layer, i) => [layer, data[i]] as const).sort(([a], [b]) => a - b)),
            ),
        }),
      ),
    );
    fc.assert(
      fc.property(vector, (made) => {
        expect(readControlVector(writeControlVector(made))).toEqual(made);
      }),
      { numRuns: 100 },
    );
  });

  test('may bring values of every kind, and another alignment', () => {
    const bytes = architecture(header(1n, 6n))
      .text('general.alignment')
      .u32(4)
      .u32(64)
      .text('numbers')
      .u32(9)
      .u32(4)
      .u64(3n)
      .u32(1)
      .u32(2)
      .u32(3)
      .text('words')
      .u32(9)
      .u32(8)
      .u64(2n)
      .text('a')
      .text('b')
      .text('flag')
      .u32(7)
      .raw(1)
      .text('nested')
      .u32(9)
      .u32(9)
      .u64(1n)
      .u32(0)
      .u64(2n)
      .raw(1, 2)
      .text('direction.7')
      .u32(1)
      .u64(1n)
      .u32(0)
      .u64(0n)
      .pad(64)
      .f32(4)
      .done();
    expect(readControlVector(bytes)).toEqual({ modelHint: null, layers: new Map([[7, Float32Array.of(4)]]) });
  });

  test('is refused with what is wrong', () => {
    const one = (name: string, dims: bigint[], type = 0, offset = 0n) => {
      const bytes = architecture(header(1n, 1n)).text(name).u32(dims.length);
      for (const dim of dims) bytes.u64(dim);
      return bytes.u32(type).u64(offset).pad(32).f32(1, 2).done();
    };
    const refusals: [Uint8Array, RegExp][] = [
      [new Uint8Array(0), /not GGUF/],
      [new TextEncoder().encode('<!doctype html><html>'), /not GGUF/],
      [new Bytes().raw(0x47, 0x47, 0x55, 0x46).u32(1).u64(0n).done(), /version 1; versions 2 and 3/],
      [new Bytes().raw(0x47, 0x47, 0x55, 0x46).raw(0, 0, 0, 3).u64(0n).done(), /big-endian/],
      [header(2n ** 63n, 0n).done(), /9223372036854776000 tensors, which its 24 bytes cannot hold/],
      [header(0n, 2n ** 40n).done(), /1099511627776 values/],
      [
        header(0n, 1n)
          .u64(2n ** 62n)
          .raw(1, 2, 3, 4, 5)
          .done(),
        /bytes for the name of value 1/,
      ],
      [
        architecture(header(0n, 2n))
          .text('x')
          .u32(9)
          .u32(6)
          .u64(2n ** 50n)
          .raw(...Array<number>(20).fill(0))
          .done(),
        /cut off/,
      ],
      [
        architecture(header(0n, 2n))
          .text('x')
          .u32(77)
          .raw(...Array<number>(20).fill(0))
          .done(),
        /unknown value type 77/,
      ],
      [architecture(header(0n, 1n), 'llama').done(), /holds “llama”, not a control vector/],
      [header(0n, 0n).done(), /architecture is missing/],
      [architecture(header(0n, 1n)).done(), /no directions/],
      [one('output.weight', [2n]), /tensor “output.weight”/],
      [one('direction.1', [2n], 1), /number type 1; a direction is float32/],
      [one('direction.1', [1n, 2n]), /2 dimensions \(1 × 2\)/],
      [one('direction.1', [2n ** 60n]), /the file ends at byte/],
      [one('direction.1', [2n], 0, 2n ** 60n), /the file ends at byte/],
      [one('direction.1', [0n]), /0 numbers/],
    ];
    for (const [bytes, message] of refusals) {
      expect(() => readControlVector(bytes)).toThrow(GgufError);
      expect(() => readControlVector(bytes)).toThrow(message);
    }
    const nested = architecture(header(0n, 2n)).text('deep').u32(9);
    for (let i = 0; i < 30; i++) nested.u32(9).u64(1n);
    expect(() => readControlVector(nested.done())).toThrow(/more than 8 deep/);
  });

  test('cut or changed anywhere, raises that kind of error or stays readable', () => {
    fc.assert(
      fc.property(fc.nat(byHand.length - 1), fc.option(fc.integer({ min: 1, max: 255 })), (at, change) => {
        const bytes = change === null ? byHand.slice(0, at) : byHand.slice();
        if (change !== null) bytes[at] ^= change;
        try {
          readControlVector(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(GgufError);
        }
      }),
      { numRuns: 200 },
    );
    for (let length = 0; length < byHand.length - 20; length++)
      expect(() => readControlVector(byHand.slice(0, length))).toThrow(GgufError);
  });

  test('has no layer 0, and one width', () => {
    const unit = Float32Array.of(1, 0);
    expect(() => writeControlVector({ modelHint: null, layers: new Map([[0, unit]]) })).toThrow(
      /cannot hold layer 0.*JSON/,
    );
    expect(() =>
      writeControlVector({
        modelHint: null,
        layers: new Map([
          [1, unit],
          [2, Float32Array.of(1)],
        ]),
      }),
    ).toThrow(/layer 2 has 1 numbers and the first one 2/);
  });
});

describe('a vector from elsewhere', () => {
  test('of another width is refused with both widths', () => {
    expect(() =>
      directionOfVector({ hidden: 96, layers: 4 }, 1, new Float32Array(768).fill(1), null),
    ).toThrow('The vector has 768 numbers and this model’s residual stream 96');
    expect(() => directionOfVector({ hidden: 2, layers: 4 }, 4, Float32Array.of(1, 0), null)).toThrow(
      /layers 0 to 3/,
    );
    expect(() => directionOfVector({ hidden: 2, layers: 4 }, 1, new Float32Array(2), null)).toThrow(
      /length 0/,
    );
  });

  test('keeps its own length as the unit of strength where no other is known', () => {
    const own = directionOfVector({ hidden: 2, layers: 4 }, 1, Float32Array.of(3, 4), null);
    expect(own).toMatchObject({ norm: 5, rms: 5 });
    expect([...own.unit]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
    expect(directionOfVector({ hidden: 2, layers: 4 }, 1, Float32Array.of(3, 4), 20).rms).toBe(20);
  });

  test('comes back from JSON as it was written', () => {
    const file = {
      model: {
        kind: 'hub',
        id: 'a/b',
        revision: 'c0ffee',
        digest: 'd'.repeat(64),
        dtype: 'fp16',
        device: 'wasm',
      } as const,
      direction: { layer: 2, unit: Float32Array.of(0.6, -0.8), norm: 2, rms: 30 },
      readAt: 'object' as const,
      pairs: 32,
    };
    expect(readVectorJson(vectorJson(file, 'test'))).toEqual(file);
    expect(() => readVectorJson('{')).toThrow(/not JSON/);
    expect(() => readVectorJson('{"schema":"x"}')).toThrow(/no vector of Crossover \(schema/);
    expect(() =>
      readVectorJson(
        vectorJson({ ...file, direction: { ...file.direction, unit: Float32Array.of(3, 4) } }, 't'),
      ),
    ).toThrow(/length 5; it must be 1/);
  });
});
