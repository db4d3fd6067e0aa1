/** A page's own buttons in the site header: the layout provides the place, the page fills it while it is shown. */
import { createContext, type Snippet } from 'svelte';

export interface HeaderPlace {
  actions: Snippet | null;
}

const [place, provide] = createContext<HeaderPlace>();

/** Called once by the layout. */
export function provideHeaderPlace(): HeaderPlace {
  const state = $state<HeaderPlace>({ actions: null });
  return provide(state);
}

/** Called by a page while it is set up; the buttons leave with the page. */
export function fillHeader(actions: Snippet): void {
  const header = place();
  $effect(() => {
    header.actions = actions;
    return () => {
      header.actions = null;
    };
  });
}
