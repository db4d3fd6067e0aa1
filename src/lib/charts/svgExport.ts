/**
 * A drawing as a file that stands alone: SVG with resolved colours, title, description and background; PNG through a canvas.
 * Reads the page's computed styles, so it runs in a browser only.
 */
import { textWidth, wrapText } from './textExtent';
import { isPageOnly, stylesToKeep } from './svgStyles';

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 16;
const TITLE_SIZE = 15;
const CAPTION_SIZE = 12;

export interface Words {
  title: string;
  caption: string;
  description: string;
}

/** What is drawn only while someone points at it carries this attribute, and is left out of files. */
const TRANSIENT = '[data-transient]';

function inlineStyles(source: Element, copy: Element, parent: CSSStyleDeclaration | null): void {
  const own = getComputedStyle(source);
  // A colour by name is either written out below or the same as the parent's.
  for (const { name, value } of [...copy.attributes])
    if (isPageOnly(name) || value.includes('var(')) copy.removeAttribute(name);
  for (const [property, value] of stylesToKeep(own, parent)) copy.setAttribute(property, value);
  const children = [...source.children];
  [...copy.children].forEach((child, i) => inlineStyles(children[i], child, own));
}

function element(name: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

export interface SvgFile {
  text: string;
  width: number;
  height: number;
}

/** The drawing as SVG text in the page's present theme, under its title and caption. */
export function svgFile(svg: SVGSVGElement, { title, caption, description }: Words): SvgFile {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const transient = [...copy.querySelectorAll(TRANSIENT)];
  inlineStyles(svg, copy, null);
  // Only now: the two trees were walked side by side.
  for (const node of transient) node.remove();

  const page = getComputedStyle(svg);
  const colour = (name: string, fallback: string) => page.getPropertyValue(name).trim() || fallback;
  const { width, height } = svg.viewBox.baseVal;
  const titles = wrapText(title, TITLE_SIZE * 1.05, width);
  const captions = wrapText(caption, CAPTION_SIZE, width);
  const head = titles.length * 20 + captions.length * 16 + 10;
  const full = {
    width: Math.ceil(
      Math.max(width, ...[...titles, ...captions].map((l) => textWidth(l, CAPTION_SIZE))) + 2 * PADDING,
    ),
    height: Math.ceil(height + head + 2 * PADDING),
  };

  const root = element('svg', {
    xmlns: SVG,
    width: full.width,
    height: full.height,
    viewBox: `0 0 ${full.width} ${full.height}`,
    'font-family': page.getPropertyValue('font-family'),
    role: 'img',
  });
  root.append(
    element('title', {}, title),
    element('desc', {}, description),
    element('rect', { width: full.width, height: full.height, fill: colour('--surface', '#ffffff') }),
  );
  titles.forEach((line, i) =>
    root.append(
      element(
        'text',
        {
          x: PADDING,
          y: PADDING + 14 + i * 20,
          'font-size': TITLE_SIZE,
          'font-weight': 700,
          fill: colour('--ink', '#1b1b20'),
        },
        line,
      ),
    ),
  );
  captions.forEach((line, i) =>
    root.append(
      element(
        'text',
        {
          x: PADDING,
          y: PADDING + titles.length * 20 + 12 + i * 16,
          'font-size': CAPTION_SIZE,
          fill: colour('--ink-2', '#52525b'),
        },
        line,
      ),
    ),
  );
  copy.setAttribute('x', String(PADDING));
  copy.setAttribute('y', String(PADDING + head));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  root.append(copy);
  // Svelte marks its blocks with comments.
  const text = new XMLSerializer().serializeToString(root).replace(/<!--[\s\S]*?-->/g, '');
  return { text, ...full };
}

export const svgBlob = (file: SvgFile): Blob =>
  new Blob([file.text], { type: 'image/svg+xml;charset=utf-8' });

/**
 * The same picture as PNG.
 * @param scale pixels of the picture per pixel of the drawing
 * @throws Error when the browser cannot draw or encode it
 */
export async function pngBlob(file: SvgFile, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(file));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = file.width * scale;
    canvas.height = file.height * scale;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gave no canvas; take the SVG instead');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob)
      throw new Error(`a picture of ${canvas.width} × ${canvas.height} could not be encoded; take the SVG`);
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Offers a file to the user. */
export function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has begun with the click, but some browsers read the address a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
