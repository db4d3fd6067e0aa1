/**
 * The lines of a file, plain or gzipped, however large it is: it is read as a stream, and no more of it is held than the
 * line that is being read. Lines are bytes of UTF-8, since decoding all of a file takes as long as reading it.
 */

export interface LineVisitor {
  /**
   * Line `number` (from 1) is `bytes` between `from` and `to`, without its line feed; a carriage return may end it. The
   * bytes are valid during the call only.
   */
  line(bytes: Uint8Array, from: number, to: number, number: number): void;
  /** A line of more than `longest` bytes, which was not kept. */
  tooLong(number: number): void;
}

/** Bytes. A line of a samples log has one document and its prompts; far longer is some other kind of file. */
export const LONGEST_LINE = 2 ** 26;

/**
 * Visits every line.
 * @param pace awaited for every piece that was read, with the bytes of the file read so far; what it throws ends the reading
 * @returns null, or the platform's words for why the file could not be read to its end (a gzip stream that is cut or
 *   damaged, a file that has changed); lines well before that place have been visited
 */
export async function readLines(
  file: Blob,
  visitor: LineVisitor,
  pace: (bytes: number) => Promise<void>,
  longest = LONGEST_LINE,
): Promise<string | null> {
  let read = 0;
  const split = createSplitter(visitor, longest);
  const reader = (await bytesOf(file, (length) => (read += length))).getReader();
  try {
    for (;;) {
      const piece = await reader.read().catch((error: unknown) => ({ failure: asWords(error) }));
      if ('failure' in piece) {
        split.end();
        return piece.failure;
      }
      if (piece.done) break;
      // Platforms hand out pieces of any size, up to the whole file.
      for (let from = 0; from < piece.value.length; from += PORTION) {
        split.add(piece.value.subarray(from, from + PORTION));
        await pace(read);
      }
    }
    split.end();
    return null;
  } finally {
    // After an abort nobody reads on: the stream, and what it decompresses ahead, can go.
    reader.cancel().catch(() => undefined);
  }
}

/** Bytes between two pauses. */
const PORTION = 2 ** 20;

const asWords = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

/** The first bytes of a file as text, decompressed where it is gzipped; '' for one that cannot be read. */
export async function headOf(file: Blob, length = 2 ** 16): Promise<string> {
  const head = new Uint8Array(length);
  let filled = 0;
  try {
    const reader = (await bytesOf(file, () => undefined)).getReader();
    while (filled < length) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, length - filled);
      head.set(part, filled);
      filled += part.length;
    }
    reader.cancel().catch(() => undefined);
  } catch {
    // What came before the fault is the head; the fault itself is told when the file is read.
  }
  return new TextDecoder().decode(head.subarray(0, filled));
}

async function bytesOf(
  file: Blob,
  count: (bytes: number) => void,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  return (await isGzip(file)) ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
}

/** By its first two bytes: names are not to be trusted. */
async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

const LINE_FEED = 10;

interface Splitter {
  add(bytes: Uint8Array): void;
  end(): void;
}

function createSplitter(visitor: LineVisitor, longest: number): Splitter {
  let number = 0;
  /** The beginning of a line whose end is in a later piece. It grows by doubling: a long line is copied a few times only. */
  let held = new Uint8Array(2 ** 16);
  let length = 0;
  let dropped = false;

  function visit(bytes: Uint8Array, from: number, to: number) {
    number++;
    const marked =
      number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    visitor.line(bytes, marked ? from + 3 : from, to, number);
  }
  function hold(bytes: Uint8Array) {
    dropped ||= length + bytes.length > longest;
    if (dropped) return;
    if (length + bytes.length > held.length) {
      const larger = new Uint8Array(Math.max(2 * held.length, length + bytes.length));
      larger.set(held.subarray(0, length));
      held = larger;
    }
    held.set(bytes, length);
    length += bytes.length;
  }
  function finish() {
    if (dropped) visitor.tooLong(++number);
    else visit(held, 0, length);
    length = 0;
    dropped = false;
  }
  return {
    add(bytes) {
      let from = 0;
      for (let feed = bytes.indexOf(LINE_FEED); feed >= 0; feed = bytes.indexOf(LINE_FEED, from)) {
        if (length === 0 && !dropped && feed - from <= longest) visit(bytes, from, feed);
        else {
          hold(bytes.subarray(from, feed));
          finish();
        }
        from = feed + 1;
      }
      if (from < bytes.length) hold(bytes.subarray(from));
    },
    end() {
      if (length > 0 || dropped) finish();
    },
  };
}
