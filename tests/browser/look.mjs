// What must be so on every page: axe-core finds nothing, nothing runs out of a narrow screen, a mistake has the
// focus. Or, where pictures are wanted, a picture of it.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const need = createRequire(`${resolve(process.env.NODE_HOME)}/`);
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [320, 1280];

export const problems = [];
export const advice = new Set();
export const looked = new Map();
let pictures;

/** Makes pictures in a folder, in the place of the checks. */
export function picture(folder) {
  pictures = resolve(folder);
  mkdirSync(pictures, { recursive: true });
}

export function problem(page, words) {
  problems.push(`${page.url().replace(/^http:..[^/]*/, '')}: ${words}`);
}

/** Looks at the page as it is, in every size and colour. A name is looked at once. */
export async function look(page, name, { mistakes = false } = {}) {
  if (looked.has(name)) return;
  looked.set(name, page.url());
  const before = page.viewportSize();
  await shape(page, name, mistakes);
  if (!pictures) await page.evaluate(axe);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      else await violations(page, name, width, colorScheme);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) problem(page, `${name}: ${wide} px run out of a screen of ${width} px`);
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

/** The colours alone differ between light and dark, so the other rules run in one of them at each size. */
async function violations(page, name, width, colorScheme) {
  const whole = (width === 320) === (colorScheme === 'light');
  const found = await page.evaluate(async ([tags, whole]) => {
    const runOnly = whole ? { type: 'tag', values: [...tags, 'best-practice'] } : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
    const rules = whole ? { 'target-size': { enabled: true } } : {};
    const { violations } = await window.axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
    return violations.map(({ id, tags, help, nodes }) => ({ id, tags, help, at: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
  }, [WCAG, whole]);
  for (const { id, tags, help, at } of found) {
    const words = `${name} at ${width} px, ${colorScheme}: ${id} (${help}): ${at.join(' | ')}`;
    if (tags.some((tag) => WCAG.includes(tag))) problem(page, words);
    else advice.add(`${id} (${help}), such as on ${name}: ${at[0]}`);
  }
}

/** What a reader of the screen meets first: a title, one heading, and the mistakes with the focus. */
async function shape(page, name, mistakes) {
  // The focus is set when the page is drawn for the first time.
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
  const seen = await page.evaluate(() => ({
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    summary: document.activeElement?.classList.contains('summary') ?? false,
    lost: [...document.querySelectorAll('.summary a[href^="#"]')]
      .map((link) => link.getAttribute('href')).filter((to) => !document.getElementById(to.slice(1))),
    moving: document.getAnimations().length,
  }));
  if (!seen.title.endsWith(' – Redress') || seen.headings !== 1) problem(page, `${name}: ${JSON.stringify(seen)}`);
  if (seen.moving) problem(page, `${name}: something moves`);
  if (!mistakes) return;
  if (!seen.title.startsWith('Error: ')) problem(page, `${name}: the title does not say that there is a mistake`);
  if (!seen.summary) problem(page, `${name}: the list of mistakes has not the focus`);
  if (seen.lost.length) problem(page, `${name}: these lead nowhere: ${seen.lost}`);
}
