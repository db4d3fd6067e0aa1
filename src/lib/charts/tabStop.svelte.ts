/** The points of a drawing as one tab stop: which is pointed at, which has the focus, and how keys move it. */
import { mark } from './reach';
import { arrowTarget, type Stop } from './arrowKeys';

export class TabStop {
  #pointed = $state<string | null>(null);
  #focused = $state<string | null>(null);
  #left = $state<string | null>(null);
  /** Element that holds the points, for moving the focus. */
  group = $state<Element>();
  readonly #stops: () => readonly Stop[];
  readonly #wraps: boolean;

  /** @param stops points in reading order; @param wraps as in `arrowTarget` */
  constructor(stops: () => readonly Stop[], wraps = false) {
    this.#stops = stops;
    this.#wraps = wraps;
  }

  /** The point whose tooltip is shown. */
  get active(): string | null {
    return this.#pointed ?? this.#focused;
  }

  get focused(): string | null {
    return this.#focused;
  }

  /** The point that Tab reaches: the one last left, the first at the start. */
  get #tabbed(): string | undefined {
    const stops = this.#stops();
    return (stops.find(({ id }) => id === this.#left) ?? stops.at(0))?.id;
  }

  /** Attributes and handlers of a point, to be spread. @param label its tooltip's text */
  point(id: string, label: string) {
    return {
      ...mark(label, false, id === this.#tabbed ? 0 : -1),
      'data-stop': id,
      onpointerenter: () => (this.#pointed = id),
      onpointerleave: () => (this.#pointed = null),
      onfocus: () => (this.#focused = this.#left = id),
      onblur: () => (this.#focused = null),
      onkeydown: (event: KeyboardEvent) => this.#press(event, id),
    };
  }

  #press(event: KeyboardEvent, id: string): void {
    if (event.key === 'Escape') this.#pointed = this.#focused = null;
    const next = arrowTarget(this.#stops(), id, event.key, this.#wraps);
    if (!next) return;
    event.preventDefault();
    this.#left = next.id;
    this.group?.querySelector<SVGElement>(`[data-stop="${CSS.escape(next.id)}"]`)?.focus();
  }
}
