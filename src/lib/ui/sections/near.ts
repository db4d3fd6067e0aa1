/** Loading what stands below the fold when it is about to be seen. */
import type { Attachment } from 'svelte/attachments';

/** How far below the window something counts as near. */
const MARGIN = '900px 0px';

/** Calls back once, when the element comes near the window or takes the focus; at once where the browser cannot tell. */
export const whenNear =
  (callback: () => void): Attachment =>
  (element) => {
    if (typeof IntersectionObserver === 'undefined') return callback();
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        callback();
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
