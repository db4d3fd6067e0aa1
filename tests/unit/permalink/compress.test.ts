import { createDeflateRaw, constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deflate, inflate } from '../../../src/lib/permalink/compress';
import { decodePermalink } from '../../../src/lib/permalink/decode';
import { PermalinkError } from '../../../src/lib/permalink/error';

const own = (buffer: Uint8Array) => Uint8Array.from(buffer);

/** A raw deflate stream of `megabytes` spaces: one flushed block of a megabyte, repeated, and an end. */
async function bomb(megabytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const packer = createDeflateRaw({ level: 9 });
  const block = await new Promise<Buffer>((resolve) => {
    const chunks: Buffer[] = [];
    packer.on('data', (chunk: Buffer) => chunks.push(chunk));
    packer.write(Buffer.alloc(1 << 20, 32));
    packer.flush(constants.Z_FULL_FLUSH, () => resolve(Buffer.concat(chunks)));
  });
  const end = Buffer.from([0x03, 0x00]);
  return own(Buffer.concat([...Array.from({ length: megabytes }, () => block), end]));
}

describe('deflate and inflate', () => {
  test('bytes survive, and the packed form is what zlib reads', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (given) => {
        expect([...(await inflate(await deflate(own(given))))]).toEqual([...given]);
        expect([...(await inflate(own(deflateRawSync(given))))]).toEqual([...given]);
      }),
      { numRuns: 50 },
    ));
  test('data of exactly the limit is read, one byte more is refused', async () => {
    const packed = async (size: number) => inflate(own(deflateRawSync(Buffer.alloc(size, 7))), 5000);
    expect((await packed(5000)).length).toBe(5000);
    await expect(packed(5001)).rejects.toThrow('too large');
  });
  test('a stream cut anywhere is said to be cut short', async () => {
    const packed = own(deflateRawSync(Buffer.from('HellaSwag up, TruthfulQA down. '.repeat(40) + Math.PI)));
    for (let length = 1; length < packed.length; length++)
      await expect(inflate(packed.subarray(0, length))).rejects.toThrow(PermalinkError);
    await expect(inflate(packed.subarray(0, packed.length - 3))).rejects.toThrow('cut short');
  });
  test('what is no deflate is said to be damaged', async () => {
    await expect(inflate(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).rejects.toThrow('damaged');
  });
  test('a gigabyte in a megabyte is refused fast and in bounded memory', { timeout: 10_000 }, async () => {
    const packed = await bomb(1024);
    expect(packed.length).toBeLessThan(2_000_000);
    const before = process.memoryUsage();
    const started = performance.now();
    await expect(inflate(packed)).rejects.toThrow('inflates to more than 1 MB');
    const link = `#d=${Buffer.from(packed).toString('base64url')}`;
    await expect(decodePermalink(link)).rejects.toThrow(/too large|1 MB/);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(100_000_000);
  });
});
