// What must be so on every page: axe-core finds nothing, nothing runs out of a narrow screen, a mistake has the
// focus. Or, where pictures are wanted, a picture of it.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const need = createRequire(`${resolve(process.env.NODE_HOME)}/`);
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** In an order in which each is one change away from the one before. */
const VIEWS = [[320, 'light'], [320, 'dark'], [1280, 'light'], [1280, 'dark']];
/** What axe looks at: no colour depends on the width, and no other rule on the colours, so two views have them all. */
const CHECKED = [[320, 'light'], [1280, 'dark']];

export const problems = [];
export const looked = new Map();
/** Where the time goes, in milliseconds. */
export const spent = { shape: 0, axe: 0, views: 0 };
const timed = async (what, run) => {
  const began = performance.now();
  try { return await run(); } finally { spent[what] += performance.now() - began; }
};
let pictures;

/** Makes pictures in a folder, in the place of the checks. */
export function picture(folder) {
  pictures = resolve(folder);
  mkdirSync(pictures, { recursive: true });
}

export function problem(page, words) {
  problems.push(`${page.url().replace(/^http:..[^/]*/, '')}: ${words}`);
}

/** Looks at the page as it is, in every size and colour, without loading it again. A name is looked at once. */
export async function look(page, name, { mistakes = false } = {}) {
  if (looked.has(name)) return;
  looked.set(name, page.url());
  const before = page.viewportSize();
  await timed('shape', () => shape(page, name, mistakes));
  if (!pictures) await timed('axe', () => page.evaluate(axe));
  for (const [width, colorScheme] of pictures ? VIEWS : CHECKED) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    else await timed('views', () => violations(page, name, width, colorScheme));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

/** Every rule of WCAG 2.2 at A and AA. */
async function violations(page, name, width, colorScheme) {
  const { found, wide } = await page.evaluate(async (tags) => {
    const rules = { 'target-size': { enabled: true } };
    // Where a thing stands is told by its HTML; what is in order is not described.
    const plain = { resultTypes: ['violations'], selectors: false, elementRef: false, iframes: false, preload: false };
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, ...plain });
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      found: violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) })),
      wide: scrollWidth - clientWidth,
    };
  }, WCAG);
  for (const { id, help, at } of found) problem(page, `${name} at ${width} px, ${colorScheme}: ${id} (${help}): ${at.join(' | ')}`);
  if (wide > 0) problem(page, `${name}: ${wide} px run out of a screen of ${width} px`);
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
