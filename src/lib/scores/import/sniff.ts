/** A dropped file → text, or a sentence that says why it is refused. Encodings are told apart by their bytes. */
import type { ImportSource } from './draft';

export const LARGEST_BYTES = 50 * 1024 * 1024;

export type Sniffed =
  { kind: 'text'; text: string; note: string | null } | { kind: 'refused'; message: string };

/** First bytes of files that are often dropped by mistake, with what to do instead. */
const SIGNATURES: [number[], string][] = [
  [
    [0x50, 0x4b, 3, 4],
    'is a spreadsheet workbook or a zip archive, not text. Save the sheet as CSV, or unpack it first.',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is an old spreadsheet workbook, not text. Save the sheet as CSV.'],
  [[0x1f, 0x8b], 'is compressed (gzip), not text. Unpack it first.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is compressed (zstd), not text. Unpack it first.'],
  [[0x25, 0x50, 0x44, 0x46], 'is a PDF, not text. Copy its table into a CSV file.'],
  [[0x89, 0x50, 0x4e, 0x47], 'is an image, not text. A table as CSV or JSON is needed.'],
  [[0xff, 0xd8, 0xff], 'is an image, not text. A table as CSV or JSON is needed.'],
  [[0x50, 0x41, 0x52, 0x31], 'is a Parquet file, not text. Export it as CSV or JSON.'],
];

const megabytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024));

/** Reads a source. Resolves in every case; a source that cannot be used is `refused` with a sentence. */
export async function sniff(source: ImportSource): Promise<Sniffed> {
  const { content, name } = source;
  const size = typeof content === 'string' ? content.length : content.size;
  if (size > LARGEST_BYTES)
    return refused(
      `${name} is ${megabytes(size)} MB; at most 50 MB can be read. Leave out rows or columns, or split the file.`,
    );
  if (typeof content === 'string') return asText(name, content.replace(/^\uFEFF/, ''), null);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await content.arrayBuffer());
  } catch {
    return refused(`${name} could not be read. It may have been moved or changed; choose it again.`);
  }
  return decode(name, bytes);
}

/** Bytes → text, by byte-order mark, then UTF-8, then Windows-1252. */
export function decode(name: string, bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return refused(`${name} is empty.`);
  const signature = SIGNATURES.find(([start]) => start.every((byte, i) => bytes[i] === byte));
  if (signature) return refused(`${name} ${signature[1]}`);
  const wide = utf16(bytes);
  if (wide !== null) return asText(name, new TextDecoder(wide).decode(bytes), null);
  if (isBinary(bytes))
    return refused(`${name} is a binary file, not text. A table as CSV, TSV or JSON is needed.`);
  try {
    return asText(name, new TextDecoder('utf-8', { fatal: true }).decode(bytes), null);
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return asText(name, text, 'The file is not UTF-8; it was read as Windows-1252 (Latin-1). Check accents.');
  }
}

function asText(name: string, text: string, note: string | null): Sniffed {
  if (text.trim() === '') return refused(`${name} is empty.`);
  if (text.includes('\u0000'))
    return refused(`${name} is a binary file, not text. A table as CSV, TSV or JSON is needed.`);
  if (/^\s*<(?:!doctype|html|\?xml|table|head|body)/i.test(text.slice(0, 200)))
    return refused(`${name} is a web page, not a table. Copy the table itself, or save it as CSV.`);
  return { kind: 'text', text, note };
}

const refused = (message: string): Sniffed => ({ kind: 'refused', message });

/** UTF-16 by its mark, or by zeros in every other byte as spreadsheets write them. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 4000) & ~1;
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > 0.8 * pairs && even < 0.05 * pairs) return 'utf-16le';
  return even > 0.8 * pairs && odd < 0.05 * pairs ? 'utf-16be' : null;
}

/** Control characters that no text file has. */
function isBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 64 * 1024);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) control++;
  }
  return control > 0.02 * length;
}
