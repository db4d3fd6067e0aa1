/** From a moved point to the page that shows it, on the built site without a GPU: the first redraw, and the last one. */
import type { Page } from 'playwright';
import { median, result, type BenchResult } from './measure';
import { onBuiltPage } from './site';

const RUNS = 11;

interface Redraw {
  /** From the key's event to the frame after the figures first changed, ms. */
  first: number;
  /** To the frame after the verdict ceased to be busy, ms. */
  settled: number;
}

export async function redraw(): Promise<BenchResult[]> {
  const times = await onBuiltPage(async (page) => {
    const found: Redraw[] = [];
    await page.locator('g.point.movable').nth(3).focus();
    for (let i = 0; i <= RUNS; i++) {
      await page.locator('[role=status][aria-label=Verdict][aria-busy=false]').waitFor();
      await page.waitForTimeout(300);
      // Up and down by a whole point, so that what is computed is always another diagnosis.
      found.push(await moved(page, i % 2 ? 'Shift+ArrowDown' : 'Shift+ArrowUp'));
    }
    // The first one compiles code.
    return found.slice(1);
  });
  const common = { backend: 'cpu, chromium', runs: RUNS, clock: 'wall' } as const;
  return [
    result({
      name: 'redraw: edit to first redraw',
      work: 'a point of the opening family moved by a key on the built page, no GPU, 10,000 draws (limit 100 ms)',
      oursMs: median(times.map(({ first }) => first)),
      ...common,
    }),
    result({
      name: 'redraw: worst first redraw',
      work: 'the slowest of the same edits',
      oursMs: Math.max(...times.map(({ first }) => first)),
      ...common,
    }),
    result({
      name: 'redraw: edit to settled diagnosis',
      work: 'the same edits, until the 100,000 draws are shown',
      oursMs: median(times.map(({ settled }) => settled)),
      ...common,
    }),
  ];
}

async function moved(page: Page, key: string): Promise<Redraw> {
  await page.evaluate(() => {
    const watch = new Promise<Redraw>((resolve) => {
      let began = 0;
      let first = 0;
      const verdict = document.querySelector('[role=status][aria-label=Verdict]')!;
      // What the diagnosis alone can change: the point itself moves with the key.
      const steps = document.querySelector('[aria-labelledby=steps-title]')!;
      const nextFrame = (then: (at: number) => void) =>
        requestAnimationFrame(() => setTimeout(() => then(performance.now() - began)));
      addEventListener('keydown', ({ timeStamp }) => (began = timeStamp), { capture: true, once: true });
      const drawn = new MutationObserver(() => {
        drawn.disconnect();
        nextFrame((at) => (first = at));
      });
      drawn.observe(steps, { subtree: true, childList: true, characterData: true, attributes: true });
      const rested = new MutationObserver(() => {
        if (verdict.getAttribute('aria-busy') !== 'false') return;
        rested.disconnect();
        nextFrame((settled) => resolve({ first: first || settled, settled }));
      });
      rested.observe(verdict, { attributes: true, attributeFilter: ['aria-busy'] });
    });
    Object.assign(window, { redrawn: watch });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { redrawn: Promise<Redraw> }).redrawn);
}
