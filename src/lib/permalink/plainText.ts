/** Names in a link are text for people: no character that hides, reorders or breaks what is read. */

/** Longest name in a link, in UTF-16 units. */
export const NAME_LIMIT = 200;

// Controls, line and paragraph separators, directional overrides and isolates, halves of surrogate pairs. Joiners stay:
// scripts and emoji need them.
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export const plainText = (text: string): string => text.replace(UNSEEN, '');

/** As a link may carry it: plain, and no longer than `NAME_LIMIT`. */
export const plainName = (text: string): string => plainText(plainText(text).slice(0, NAME_LIMIT));
