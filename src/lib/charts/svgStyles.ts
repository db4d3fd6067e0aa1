/**
 * Which computed styles a drawing must carry as attributes once it leaves the page. An element needs a property only
 * where its value is not what it would get without: inherited from its parent, or the initial value.
 */

const inherited = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
] as const;
const initial = { opacity: '1', display: 'inline' } as const;

export interface Styles {
  getPropertyValue(property: string): string;
}

/** Properties to write on an element. @param parent null for the root, which then carries every inherited property */
export function stylesToKeep(own: Styles, parent: Styles | null): [property: string, value: string][] {
  const kept: [string, string][] = [];
  for (const property of inherited) {
    const value = own.getPropertyValue(property);
    if (value !== '' && value !== parent?.getPropertyValue(property)) kept.push([property, value]);
  }
  for (const [property, usual] of Object.entries(initial)) {
    const value = own.getPropertyValue(property);
    if (value !== '' && value !== usual && !(property === 'display' && value === 'block'))
      kept.push([property, value]);
  }
  return kept;
}

/** Attributes that mean something on the page only. */
export const isPageOnly = (attribute: string): boolean =>
  /^(class|style|tabindex|role|aria-|data-|on)/.test(attribute) || attribute === 'focusable';
