/** Nothing can be computed from these scores. The message is for a reader: what is wrong, and what to do about it. */
export class DiagnosisError extends Error {
  override readonly name = 'DiagnosisError';

  /** @param what the fault, a whole sentence that quotes the value @param remedy what to do, a whole sentence */
  constructor(
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what} ${remedy}`);
  }
}
