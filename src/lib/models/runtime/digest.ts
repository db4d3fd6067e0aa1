/** SHA-256 of a file, as hexadecimal. */

/** @throws Error in a page without TLS, which browsers give no digests */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle)
    throw new Error(
      'Models need a page opened over https or from localhost: open this site under such an address.',
    );
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
