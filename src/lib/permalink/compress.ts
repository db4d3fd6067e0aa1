/**
 * Raw deflate (RFC 1951) by the platform's streams. Inflating is bounded: a link is untrusted, and a megabyte of it can
 * unfold to a gigabyte. Input goes in by small slices and output is counted as it comes, so that at most `limit` bytes and
 * what one slice holds (a slice inflates at most 1032-fold) are ever in memory.
 */
import { ASK_FOR_FILE, COPY_AGAIN, PermalinkError } from './error';

/** Inflated size of a link's data, in bytes. */
export const INFLATED_LIMIT = 1_000_000;
const SLICE = 256;

export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @throws PermalinkError when the data is no raw deflate, ends early, goes on after its end, or inflates beyond `limit` bytes */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit = INFLATED_LIMIT,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new DecompressionStream('deflate-raw');
  const reader = stream.readable.getReader();
  // Whatever goes wrong on this side, the reading side hears of it.
  feed(stream.writable.getWriter(), bytes).catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      // Platforms word this differently and do not tell a cut from a changed character; the remedy is the same.
      throw new PermalinkError(
        `The link is cut short or damaged, its data cannot be inflated: ${COPY_AGAIN}.`,
      );
    });
    if (done) return joined(chunks, size);
    chunks.push(value);
    size += value.length;
    if (size > limit) {
      // Not awaited: a platform may take its time to wind the stream down, and the answer is known.
      reader.cancel().catch(() => undefined);
      throw new PermalinkError(
        `The link is too large: its data inflates to more than ${limit / 1_000_000} MB; ${ASK_FOR_FILE}.`,
      );
    }
  }
}

/** Writes slice by slice, each only once the output of the last has been taken. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array<ArrayBuffer>) {
  for (let at = 0; at < bytes.length; at += SLICE) await writer.write(bytes.subarray(at, at + SLICE));
  await writer.close();
}

function joined(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
