/**
 * Attributes of what the keyboard reaches though it is no control of HTML: a mark that reads as a picture with a name, a
 * table that scrolls. Spread onto the element; the name is the same text that a pointer sees.
 */

/** A mark of a drawing; one that can be moved is announced as a button. */
export const mark = (label: string, movable = false) => ({
  role: movable ? 'button' : 'img',
  tabindex: 0,
  'aria-label': label,
});

/** A box that scrolls sideways: without focus, keys could not scroll it. */
export const scroller = (label: string) => ({ role: 'region', tabindex: 0, 'aria-label': label });
