// What was tried for ACCESSIBILITY.md and can be tried again: the keyboard alone, wide text spacing, forced
// colours, no motion, and print.

import { lodge } from './form.mjs';
import { problem } from './look.mjs';
import { within } from './pages.mjs';

/** Presses Tab until the thing with the focus fits; everything passed on the way must show the focus. */
async function tabTo(page, fits) {
  for (let turn = 0; turn < 150; turn += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      return {
        id: one.id, name: one.getAttribute('name'), text: one.textContent.trim(), tag: one.tagName,
        shown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (seen.tag !== 'BODY' && (!seen.shown || !seen.inside)) problem(page, `the focus is not seen on ${JSON.stringify(seen)}`);
    if (fits(seen)) return seen;
  }
  throw new Error(`${page.url()}: the keyboard does not come to it`);
}

async function keyboard(visitor) {
  const { page } = visitor;
  const enter = async () => {
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  };
  const type = async (id, text) => {
    await tabTo(page, (seen) => seen.id === id);
    await page.keyboard.type(text);
  };
  const choose = async (name) => {
    await tabTo(page, (seen) => seen.name === name);
    await page.keyboard.press('Space');
  };
  const goOn = async (words = 'Continue') => {
    await tabTo(page, (seen) => seen.text === words);
    await enter();
  };
  await visitor.go('/');
  const first = await tabTo(page, () => true);
  if (first.text !== 'Skip to the main part') throw new Error('the first stop is not the skip link');
  await page.keyboard.press('Enter');
  await goOn('Start now');
  await choose('told'); await goOn();
  await choose('capacity'); await goOn();
  // A mistake first: the focus is on the list, and Enter on its first line leads to the field.
  await goOn();
  await tabTo(page, (seen) => seen.tag === 'A' && seen.text.endsWith('Fill this in'));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ruth Example');
  await goOn();
  await type('pupil_name', 'Sam Example'); await goOn();
  await type('search', 'Sunny'); await goOn('Find the school');
  await choose('school'); await goOn();
  await tabTo(page, (seen) => seen.tag === 'SUMMARY' && seen.text.startsWith('Hearing'));
  await page.keyboard.press('Enter');
  await choose('promises'); await goOn();
  await type('account', 'I asked and had no answer.'); await goOn();
  await goOn();
  await goOn();
  await type('email', 'ruth@family.example'); await goOn();
  await goOn();
  await choose('declared'); await goOn('Send my complaint');
  await visitor.sees('Complaint sent');
}

/** WCAG 1.4.12: text may be set wide, and nothing may be lost or cut off by it. */
const WIDE = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

async function spread(visitor) {
  const { page } = visitor;
  await page.setViewportSize({ width: 320, height: 256 });
  await visitor.actAs('clerk@school:100003');
  const href = await page.locator('.found a').first().getAttribute('href');
  for (const path of ['/', '/complain/told', '/guarantees', '/figures', '/check-a-date', '/api/read_case', '/sign-in', '/demo', '/desk', href,
    href.replace('cases', 'complaints'), `${href}/add-document`]) {
    await visitor.go(path);
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
    }, WIDE);
    const wrong = await page.evaluate(() => {
      const cut = [...document.querySelectorAll('body *')].filter((one) => !one.closest('.hidden, .skip') && one.clientWidth > 0
        && getComputedStyle(one).overflow !== 'visible' && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        && !['INPUT', 'TEXTAREA', 'SELECT', 'svg', 'rect'].includes(one.tagName));
      return { wide: document.documentElement.scrollWidth - innerWidth, cut: cut.map((one) => one.outerHTML.slice(0, 120)) };
    });
    if (wrong.wide > 0 || wrong.cut.length) problem(page, `text set wide does not fit at 400 %: ${JSON.stringify(wrong)}`);
  }
}

/** What is only a colour or only a picture must still be there when a person's own colours are forced, and on paper. */
async function otherEyes(visitor) {
  const { page } = visitor;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const { complaint } = await lodge(visitor);
  await visitor.look('complaints-forced-colours');
  await visitor.go('/figures');
  await visitor.look('figures-forced-colours');
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  await visitor.go(`/complaints/${complaint}`);
  for (const words of ['What happens next', 'By when', 'Where this comes from']) await visitor.sees(words);
  if (await page.locator('form:visible, .exit:visible').count()) problem(page, 'what only a screen needs is printed');
  await page.emulateMedia({ media: 'screen' });
}

export const parts = [
  within('a parent lodges with the keyboard alone, and sees the focus at every stop', keyboard),
  within('at 400 % and with text set wide nothing is lost or cut off', spread),
  within('forced colours and paper show what the screen shows', otherEyes),
];
