/** Loading what stands below the fold when it is about to be seen. */
import type { Attachment } from 'svelte/attachments';

/** How far below the window something counts as near. */
const MARGIN = '900px 0px';

/**
 * Calls back once, when the element comes near the window or takes the focus; at once where the browser cannot tell.
 * @param margin how near, as of `rootMargin`
 */
export const whenNear =
  (callback: () => void, margin = MARGIN): Attachment =>
  (element) => {
    if (typeof IntersectionObserver === 'undefined') return callback();
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        callback();
      },
      { rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
