// What stands in the place of a page that cannot be shown.

import { named } from './coverage.mjs';
import { ask, become, peopleOf } from './people.mjs';
import { within } from './pages.mjs';
import { maintenance, renameTable } from './service.mjs';
import { Visitor } from './visitor.mjs';

/** Comes to a page that must be answered with this status, and looks at it. */
async function meet(visitor, status, name, come) {
  const got = await come();
  if (got !== status) throw new Error(`${name}: ${got} in the place of ${status}`);
  await visitor.look(`error-${status}-${name}`);
}

const go = (visitor, status, path, name = named(path)) => meet(visitor, status, name, () => visitor.go(path));

async function ordinary(visitor) {
  await go(visitor, 401, '/desk');
  await go(visitor, 404, '/nothing');
  await go(visitor, 404, '/cases/018f0000-0000-7000-8000-00000000ffff', 'case');
  await go(visitor, 405, '/forget');
  await go(visitor, 410, '/complain/name', 'draft');
  // Another site sends a form here.
  await visitor.context.route('http://elsewhere.test/', (route) => route.fulfill({
    contentType: 'text/html', body: `<form method="post" action="${visitor.service.url}/forget"><button>Go</button></form>`,
  }));
  const { page } = visitor;
  page.context().removeAllListeners('request');
  await page.goto('http://elsewhere.test/');
  await meet(visitor, 403, 'elsewhere', () => visitor.press('Go'));
  await visitor.go('/complain/told');
  await visitor.fill({ told: 'yes' });
  await visitor.press('Continue');
  await visitor.go('/complain/what');
  await page.locator('#account').fill('a'.repeat(300_000));
  await meet(visitor, 413, 'too-much', () => visitor.press('Continue'));
  await page.goBack();
  if ((await page.locator('#account').inputValue()).length !== 300_000) throw new Error('what was typed is lost');
}

/** A step that somebody overtook, and one that is over. */
async function overtaken(visitor, service) {
  const people = await peopleOf(service);
  const who = (start) => people.find(({ actor }) => actor.startsWith(start));
  const { complaint } = await ask(service, who('complainant@family'), '/complaints', {
    school: 100001, channel: 'online_form', issues: [{ account: 'No answer.' }],
    complainants: [{ name: 'Ruth Example', capacity: 'parent', email: 'ruth@family.example' }],
  });
  const clerk = who('clerk@school:100001');
  await become(visitor, clerk);
  await visitor.go(`/cases/${complaint}/acknowledge-complaint`);
  await visitor.fill({ handled_by: 'Ms Okafor', understanding: 'No answer came.', unresolved: 'All of it.', wanted: 'One.' });
  await ask(service, clerk, `/complaints/${complaint}/accept-complaint`, {});
  const submit = () => visitor.follow(visitor.page.locator('#command > button[type="submit"]'));
  if (await submit() !== 409) throw new Error('a step that was overtaken was taken');
  await visitor.look('error-409-overtaken', { mistakes: true });
  await visitor.sees('Something happened since you opened this page');
  if (await visitor.page.locator('[name="understanding"]').inputValue() !== 'No answer came.') throw new Error('what was typed is lost');
  if (await submit() !== 200) throw new Error('the second try was not taken');
  await go(visitor, 409, `/cases/${complaint}/accept-complaint`, 'over');
  await visitor.go(`/cases/${complaint}/annotate-objection`);
  if (await submit() !== 422) throw new Error('mistakes were taken');
  await visitor.look('error-422-mistakes', { mistakes: true });
}

async function tooOften(visitor, service) {
  const from = { 'X-Forwarded-For': '10.9.9.9' };
  await visitor.context.setExtraHTTPHeaders(from);
  const knock = () => fetch(`${service.url}/resume`, { method: 'POST', headers: from, body: 'code=x' });
  await visitor.go('/resume');
  // What is allowed comes back by and by, so somebody has to go on knocking.
  let going = true;
  const knocking = Array.from({ length: 24 }).map(async () => { while (going) await knock(); });
  for (let turn = 0; turn < 1000 && (await knock()).status !== 429;) turn += 1;
  const press = async () => {
    let status;
    for (let turn = 0; turn < 20 && status !== 429; turn += 1) status = await visitor.press('Continue');
    return status;
  };
  try { await meet(visitor, 429, 'too-often', press); } finally {
    going = false;
    await Promise.all(knocking);
  }
}

async function broken(visitor, service) {
  await visitor.go('/complain/told');
  await visitor.fill({ told: 'yes' });
  await visitor.press('Continue');
  await visitor.go('/complain/name');
  await visitor.fill({ name: 'Ruth Example' });
  renameTable(service, 'draft', 'taken_away');
  await meet(visitor, 500, 'ours', () => visitor.press('Continue'));
  renameTable(service, 'taken_away', 'draft');
  await visitor.page.goBack();
  if (await visitor.page.locator('#name').inputValue() !== 'Ruth Example') throw new Error('what was typed is lost');
}

const closed = {
  name: 'while somebody works on the service, every page says so',
  run: async () => {
    const service = await maintenance();
    const visitor = await Visitor.at(service);
    try {
      await go(visitor, 503, '/', 'maintenance');
      await visitor.sees('We are at work on the service', '999');
    } finally {
      await visitor.close();
      await service.stop();
    }
  },
};

export const parts = [
  within('pages that cannot be shown say so in plain words', ordinary),
  within('a step that somebody overtook keeps what was typed', overtaken),
  within('who asks too often is told to wait', tooOften),
  within('what goes wrong on our side is said', broken),
  closed,
];
