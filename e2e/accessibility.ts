import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * What is wrong with the page that is open, in both themes, on a desktop and on a phone: serious and critical findings of
 * axe, and anything that makes a phone scroll sideways. Empty when all is well.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  const barriers = new Set<string>();
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const where = `${new URL(page.url()).pathname} (${colorScheme}, ${viewport.width} px)`;
      for (const finding of await runAxe(page)) barriers.add(`${where}: ${finding}`);
    }
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (beyond > 0)
      barriers.add(`${new URL(page.url()).pathname} (${viewport.width} px): ${beyond} px wider than the screen`);
  }
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...barriers];
}

async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}) at ${target.join(' ')}`));
}
