// Somebody with a browser: what a person does on a page, and nothing that a person cannot.

import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { look, problem } from './look.mjs';
import { dayOf } from './people.mjs';

const need = createRequire(`${resolve(process.env.NODE_HOME)}/`);
const { chromium } = need('playwright-core');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
export const close = () => browser.close();

let visitors = 0;

export class Visitor {
  /** Opens a browser of one's own at a service. */
  static async at(service, { width = 1280, script = true, ...options } = {}) {
    visitors += 1;
    const from = `10.0.${Math.floor(visitors / 250)}.${visitors % 250 + 1}`;
    const context = await browser.newContext({
      baseURL: service.url, viewport: { width, height: 900 }, javaScriptEnabled: script, locale: 'en-GB',
      extraHTTPHeaders: { 'X-Forwarded-For': from }, ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    context.on('request', (request) => {
      if (!request.url().startsWith(service.url)) problem(page, `asked elsewhere: ${request.url()}`);
    });
    context.on('console', (message) => {
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) problem(page, `the browser complains: ${message.text()}`);
    });
    return Object.assign(new Visitor(), { service, context, page, script });
  }

  close() { return this.context.close(); }

  async go(path) {
    const answer = await this.page.goto(path);
    return answer?.status() ?? 0;
  }

  /** Waits for the page that a press leads to. */
  async follow(target) {
    const [answer] = await Promise.all([
      this.page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303),
      target.click(),
    ]);
    await this.page.waitForLoadState();
    return answer.status();
  }

  press(name) { return this.follow(this.page.getByRole('button', { name }).first()); }
  open(name) { return this.follow(this.page.getByRole('link', { name }).first()); }

  async sees(...texts) {
    const shown = await this.page.locator('body').innerText();
    for (const text of texts) {
      if (!shown.includes(text)) throw new Error(`${this.page.url()} does not say "${text}":\n${shown.slice(0, 1500)}`);
    }
  }

  /** Opens all that is folded away. */
  async unfold() {
    const folded = this.page.locator('details:not([open]) > summary');
    while (await folded.count()) await folded.first().click();
  }

  /** Acts as one of the demo's people: `role@body/` or more of it. */
  async actAs(who) {
    await this.go('/demo');
    const form = this.page.locator('form', { has: this.page.locator(`input[name="as"][value^="${who}"]`) }).first();
    await this.follow(form.getByRole('button'));
    await this.sees('You act as');
    return this;
  }

  /** Lets weeks go by in the demo. */
  async wait(weeks) {
    for (let left = weeks; left > 0;) {
      const step = [13, 4, 1].find((known) => known <= left);
      await this.go('/demo');
      await this.follow(this.page.locator(`button[name="weeks"][value="${step}"]`));
      left -= step;
    }
  }

  /** Which day it is in the demo, or so many days later. */
  today(later = 0) { return dayOf(this.service, later); }

  /** Fills in a form with a command's own fields. */
  async fill(fields, inside = '') {
    for (const [name, value] of Object.entries(fields)) {
      const place = inside ? `${inside}/${name}` : name;
      const some = this.page.locator(`[name="${place}"]:not([type="hidden"])`);
      if (Array.isArray(value) && typeof value[0] !== 'object') {
        for (const one of value) await this.tick(this.page.locator(`[name="${place}"][value="${one}"]`));
      } else if (Array.isArray(value)) {
        for (const [row, one] of value.entries()) {
          if (!await this.page.locator(`[name^="${place}/${row}/"]`).count()) {
            await this.follow(this.page.locator(`button[name="more"][value="${place}"]`));
          }
          await this.fill(one, `${place}/${row}`);
        }
      } else if (typeof value === 'object') {
        const [shape, inner] = Object.entries(value)[0] ?? [];
        const choice = this.page.locator(`input[type="radio"][name="${place}"][value="${shape}"]`);
        if (shape && await choice.count()) {
          await choice.check();
          await this.fill(inner, `${place}/${shape}`);
        } else await this.fill(value, place);
      } else if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
        const [year, month, day] = value.split('-');
        await this.fill({ [`${name}-day`]: `${+day}`, [`${name}-month`]: `${+month}`, [`${name}-year`]: year }, inside);
      } else if (await some.count()) {
        await this.answer(some, place, value);
      } else if (!await this.page.locator(`[name="${place}"]`).count()) throw new Error(`${this.page.url()} does not ask ${place}`);
    }
  }

  /** Opens the heading that something is folded away under. */
  async uncover(one) {
    const folded = this.page.locator('details:not([open])', { has: one });
    if (await folded.count()) await folded.locator('> summary').click();
    return one;
  }

  async tick(box) { await (await this.uncover(box)).check(); }

  async answer(field, place, value) {
    const kind = await field.first().evaluate((one) => one.type ?? one.tagName);
    if (kind === 'radio' || kind === 'checkbox') {
      const chosen = { true: 'yes', false: 'no' }[value] ?? value;
      const one = this.page.locator(`[name="${place}"][value="${chosen}"]`);
      if (await one.count()) return one.check();
      return this.page.locator(`[name="${place}"]`).and(this.page.getByLabel(value)).first().check();
    }
    if (kind !== 'select-one') return field.fill(`${value}`);
    const options = await field.locator('option').evaluateAll((all) => all.map((one) => [one.value, one.label]));
    const found = options.find(([known, label]) => known === `${value}` || label.startsWith(`${value}`));
    if (!found) throw new Error(`${place} offers no ${value}: ${JSON.stringify(options)}`);
    return field.selectOption(found[0]);
  }

  /** Takes one of the steps that the page of a case offers. */
  async does(complaint, action, fields = {}) {
    await this.go(await this.home(complaint));
    const offer = this.page.locator(`.offers a[href$="/${action}"]`);
    if (!await offer.count()) throw new Error(`${action} is not offered`);
    await this.follow(await this.uncover(offer));
    await this.fill(fields);
    const submit = () => this.follow(this.page.locator('#command > button[type="submit"]:not([name])'));
    let status = await submit();
    // A last day went by while we typed: the page says so, and that the button may be pressed again.
    if (status === 409 && (await this.page.locator('main').innerText()).includes('press the button again')) status = await submit();
    if (status !== 200 || !this.page.url().includes('?done=')) {
      throw new Error(`${action} was not done: ${status} ${(await this.page.locator('main').innerText()).slice(0, 1500)}`);
    }
    await this.sees('Done:');
  }

  /** Where this visitor reads a complaint. */
  async home(complaint) {
    const cookies = await this.context.cookies();
    const token = cookies.find((cookie) => cookie.name === 'redress')?.value ?? '';
    const says = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}');
    return JSON.stringify(says).includes('family') ? `/complaints/${complaint}` : `/cases/${complaint}`;
  }

  /** Gives a command past the pages, to come to where a page can be looked at. */
  async gives(complaint, action, body = {}) {
    const token = (await this.context.cookies()).find((cookie) => cookie.name === 'redress').value;
    const answer = await fetch(`${this.service.url}/v1/complaints/${complaint}/${action}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${action}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  look(name, options) { return look(this.page, name, options); }
}
