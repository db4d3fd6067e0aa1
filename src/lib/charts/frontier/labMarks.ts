/**
 * How labs are told apart: by shape first, by colour beside it. Ten shapes that stay distinct at ten pixels; labs beyond ten share a small
 * ring and go by their names.
 */

export const LAB_SHAPES = 10;

/** Corners around the origin, in units of the mark's radius, y downwards. */
type Corner = readonly [x: number, y: number];

const rotated = (corners: readonly Corner[], degrees: number): Corner[] => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return corners.map(([x, y]): Corner => [x * c - y * s, x * s + y * c]);
};

const TRIANGLE: readonly Corner[] = [
  [0, -1.2],
  [1.1, 0.8],
  [-1.1, 0.8],
];
const ARM = 0.38;
const CROSS: readonly Corner[] = [
  [-ARM, -1.1],
  [ARM, -1.1],
  [ARM, -ARM],
  [1.1, -ARM],
  [1.1, ARM],
  [ARM, ARM],
  [ARM, 1.1],
  [-ARM, 1.1],
  [-ARM, ARM],
  [-1.1, ARM],
  [-1.1, -ARM],
  [-ARM, -ARM],
];
const STAR: readonly Corner[] = Array.from({ length: 10 }, (_, i): Corner => {
  const [angle, reach] = [(i * Math.PI) / 5, i % 2 === 0 ? 1.35 : 0.55];
  return [reach * Math.sin(angle), -reach * Math.cos(angle)];
});

/** In order of the labs; the first is a circle. */
const POLYGONS: readonly (readonly Corner[] | null)[] = [
  null,
  [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  TRIANGLE,
  [
    [0, -1.3],
    [1.15, 0],
    [0, 1.3],
    [-1.15, 0],
  ],
  CROSS,
  STAR,
  rotated(TRIANGLE, 180),
  rotated(CROSS, 45),
  rotated(TRIANGLE, 90),
  [
    [-1.25, -0.55],
    [1.25, -0.55],
    [1.25, 0.55],
    [-1.25, 0.55],
  ],
];

/** SVG path of the mark of lab number `index` around the origin; `r` pixels. */
export function labPath(index: number, r: number): string {
  const n = (value: number) => Number(value.toFixed(2));
  const corners = index < POLYGONS.length ? POLYGONS[index] : null;
  const radius = index < LAB_SHAPES ? r : 0.6 * r;
  if (corners === null)
    return `M${n(-radius)},0A${n(radius)},${n(radius)} 0 1 1 ${n(radius)},0A${n(radius)},${n(radius)} 0 1 1 ${n(-radius)},0Z`;
  return `M${corners.map(([x, y]) => `${n(x * r)},${n(y * r)}`).join('L')}Z`;
}

/** CSS custom property of the lab's colour (labs.css); labs beyond the shapes share one. */
export const labColour = (index: number): string =>
  index < LAB_SHAPES ? `var(--lab-${index + 1})` : 'var(--ink-3)';

/** Number of a lab among all, for its mark. */
export const labIndex = (labs: readonly { lab: string }[], lab: string): number => {
  const at = labs.findIndex((one) => one.lab === lab);
  return at < 0 ? LAB_SHAPES : at;
};
