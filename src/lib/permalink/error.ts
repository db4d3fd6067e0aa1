/** What goes wrong with a permalink, in words for the person who opened or made it. */

/** The message is plain text of one or two sentences: what is wrong with the link, and the remedy. */
export class PermalinkError extends Error {
  override name = 'PermalinkError';
}

/** Remedies, so that the same fault is never advised two ways. */
export const COPY_AGAIN = 'copy the whole link again';
export const ASK_FOR_FILE = 'ask the sender for the table as a file';
