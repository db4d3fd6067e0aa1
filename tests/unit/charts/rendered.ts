/** Server rendering of a chart, cut down to the drawing, with the colours of both themes: a picture that stands alone. */
import type { Component } from 'svelte';
import { render } from 'svelte/server';

const themes = `
    :root { --surface:#ffffff; --ink:#1b1b20; --ink-2:#52525b; --ink-3:#686871; --grid:#e9e9e5; --accent:#2f5bd0; --tax:#b5432a; --transition:#7f7026; --bonus:#1f7d8c; --band:#efeee8; --ellipse:#dfe5f8; font-family: system-ui, sans-serif; background: var(--surface) }
    @media (prefers-color-scheme: dark) { :root { --surface:#1c1e23; --ink:#ececef; --ink-2:#b0b2ba; --ink-3:#9a9ca6; --grid:#292c33; --accent:#8fadff; --tax:#f0876d; --transition:#cdb45a; --bonus:#66c3d6; --band:#26282e; --ellipse:#2b3350 } }
`;

/** Markup of the whole component, without Svelte's block comments. */
export function markup<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
): string {
  return render(component as Component, { props }).body.replace(/<!--[\s\S]*?-->/g, '');
}

/** The first drawing in the markup, one element a line, with its colours. */
export function picture(html: string): string {
  const svg = /<svg[\s\S]*?<\/svg>/.exec(html)?.[0];
  if (!svg) throw new Error(`no <svg> in ${html.slice(0, 80)}`);
  const plain = svg
    .replace(/ class="[^"]*"/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> ?</g, '>\n<')
    .replace(/^<svg([^>]*)>/, `<svg$1>\n<style>${themes}</style>`);
  return `${plain}\n`;
}
