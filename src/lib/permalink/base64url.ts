/**
 * base64url without padding (RFC 4648 §5): bytes as text that a URL fragment carries unescaped.
 * Strict on reading: one byte sequence has one text, so that a text cut short is mostly noticed here already.
 */
import { COPY_AGAIN, PermalinkError } from './error';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SIX_BITS = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) SIX_BITS[ALPHABET.charCodeAt(i)] = i;

export function toBase64url(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    let piece = ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63];
    if (left > 1) piece += ALPHABET[(word >> 6) & 63];
    if (left > 2) piece += ALPHABET[word & 63];
    pieces.push(piece);
  }
  return pieces.join('');
}

/** @throws PermalinkError naming the first character that does not belong, or that the text is cut short */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const spare = text.length % 4;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const six = SIX_BITS[text.charCodeAt(i)] ?? -1;
    if (six < 0) throw foreignCharacter(text, i);
    word = ((word << 6) | six) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = word >> bits;
    }
  }
  // One spare character holds no byte, and the unused bits of a whole text are zero: either means that the end is missing.
  if (spare === 1 || (word & ((1 << bits) - 1)) !== 0)
    throw new PermalinkError(`The link is cut short (${text.length} characters of data): ${COPY_AGAIN}.`);
  return bytes;
}

function foreignCharacter(text: string, at: number): PermalinkError {
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const shown = /[\p{C}\p{Z}]/u.test(character)
    ? `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    : `“${character}”`;
  return new PermalinkError(
    `The link is damaged: ${shown} at character ${at + 1} of its data does not belong in a link; ${COPY_AGAIN}.`,
  );
}
