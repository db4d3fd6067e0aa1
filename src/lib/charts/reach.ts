/**
 * Attributes of what the keyboard reaches though it is no control of HTML: a mark that reads as a picture with a name, a
 * table that scrolls. Spread onto the element; the name is the same text that a pointer sees.
 */

/**
 * A mark of a drawing; one that can be moved is announced as a button.
 * @param tabindex −1 for those of a group that arrow keys, or another control, lead to
 */
export const mark = (label: string, movable = false, tabindex: 0 | -1 = 0) => ({
  role: movable ? 'button' : 'img',
  tabindex,
  'aria-label': label,
});

/** A box that scrolls sideways: without focus, keys could not scroll it. */
export const scroller = (label: string) => ({ role: 'region', tabindex: 0, 'aria-label': label });
