// Every page as it is read: by strangers, by a family on its way through the form, and by every role.

import { named, table } from './coverage.mjs';
import { ANSWERS, lodge } from './form.mjs';
import { looked } from './look.mjs';
import { become, peopleOf } from './people.mjs';
import { demo } from './service.mjs';
import { Visitor } from './visitor.mjs';

/** Runs something with a demo and a browser. */
export const within = (name, run) => ({
  name,
  run: async () => {
    const service = await demo();
    const visitor = await Visitor.at(service);
    try { await run(visitor, service); } finally {
      await visitor.close();
      await service.stop();
    }
  },
});

const stay = (visitor) => visitor.follow(visitor.page.locator('#command > button[type="submit"]:not([name])'));
const MISTAKEN = { what: { account: '', happened: '2012-02-31' }, asked: { asked: 'long '.repeat(5_000) }, wanted: { wanted: 'long '.repeat(5_000) },
  help: { adjustments: 'long '.repeat(5_000) }, child: { pupil_name: 'long '.repeat(5_000) }, school: { search: 'Nowhere' } };

async function form(visitor) {
  let before = '';
  await lodge(visitor, 'Sunny', async (step) => {
    if (step === 'start') return;
    await visitor.look(`complain-${step}`);
    if (step === 'name') {
      await visitor.page.locator('summary', { hasText: 'Stop here' }).click();
      await visitor.look('complain-name-later');
    }
    if (step === 'promise' || step.endsWith('-found')) return;
    if (MISTAKEN[step]) await visitor.fill(MISTAKEN[step]);
    const status = await stay(visitor);
    if (status !== 422) throw new Error(`a mistake in ${step} was answered with ${status}`);
    await visitor.look(`complain-${step}-mistakes`, { mistakes: true });
    if (step === 'check') return;
    await visitor.go(`/complain/${step}`);
    before = step;
  });
  await visitor.look('complaints-sent');
  await visitor.page.reload();
  await visitor.look('complaints-family');
  await receipt(visitor);
  await visitor.page.locator('summary', { hasText: 'Get a new access code' }).click();
  await visitor.look('complaints-family-open');
  await visitor.press('Show me a new code');
  await visitor.look('access-code');
  if (before !== Object.keys(ANSWERS).at(-1)) throw new Error(`the form ended at ${before}`);
}

async function promises(visitor) {
  await visitor.go('/complain/told');
  for (const step of ['told', 'who', 'name', 'child', 'school']) {
    await visitor.fill(ANSWERS[step]);
    if (step === 'school') {
      await visitor.press('Find the school');
      await visitor.page.locator('input[name="school"]').first().check();
    }
    await stay(visitor);
  }
  for (const folded of await visitor.page.locator('#promises > details > summary').all()) await folded.click();
  await visitor.look('complain-promise-open');
  for (const box of (await visitor.page.locator('input[name="promises"]').all()).slice(0, 6)) await box.check();
  if (await stay(visitor) !== 422) throw new Error('six promises were taken');
  await visitor.look('complain-promise-mistakes', { mistakes: true });
  await visitor.go('/');
  await visitor.look('start-again');
  await visitor.go('/complain/told?lost=yes');
  await visitor.look('complain-lost');
}

/** How somebody of the school begins to write down what came by letter or telephone. */
async function came(visitor) {
  await visitor.actAs('clerk@school:100001');
  await visitor.go('/complain/came');
  await visitor.look('complain-came');
  await visitor.fill({ made_on: '2012-02-31' });
  if (await stay(visitor) !== 422) throw new Error('a day that is none was taken');
  await visitor.look('complain-came-mistakes', { mistakes: true });
}

/** Pages that anybody reads, each with what it shows when something was asked. */
const READ = ['/', '/resume', '/schools', '/schools?search=s', '/schools?search=nowhere', '/regimes', '/guarantees', '/figures', '/figures?by=guarantee', '/figures?by=authority',
  '/check-a-date', '/check-a-date?rule=T01&start-day=5&start-month=9&start-year=2011', '/api', '/api/submit_complaint',
  '/api/read_case', '/check-a-receipt', '/sign-in', '/sign-in/code', '/staff', '/demo', '/problems/wrong-stage'];
const WRONG = [['/check-a-date?rule=T01&start-day=31&start-month=2&start-year=2011', 'check-a-date-mistakes']];

async function strangers(visitor) {
  for (const path of READ) {
    const status = await visitor.go(path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    await visitor.look(named(path.replace(/[?=&]/g, '-')));
  }
  for (const [path, name] of WRONG) {
    await visitor.go(path);
    await visitor.look(name, { mistakes: true });
  }
  await visitor.go('/resume');
  await visitor.fill({ code: 'not a code' });
  await visitor.press('Continue');
  await visitor.look('resume-mistakes', { mistakes: true });
  await visitor.go('/sign-in');
  await visitor.fill({ reference: 'RD-7K3M9-QXC42', code: 'wrong' });
  await visitor.press('Open my complaint');
  await visitor.look('sign-in-mistakes', { mistakes: true });
  await visitor.go('/check-a-receipt');
  await visitor.fill({ receipt: 'not a receipt' });
  await visitor.press('Check it');
  await visitor.look('check-a-receipt-mistakes', { mistakes: true });
  await visitor.go('/sign-in/code');
  await visitor.press('Send me a code');
  await visitor.look('sign-in-code-mistakes', { mistakes: true });
  await visitor.fill({ reference: 'RD-7K3M9-QXC42', email: 'ruth@family.example' });
  await visitor.press('Send me a code');
  await visitor.look('sign-in-code-sent');
  await visitor.fill({ code: '000000' });
  await visitor.press('Open my complaint');
  await visitor.look('sign-in-code-wrong', { mistakes: true });
}

/** The demo's provider, as a member of staff meets it. */
async function staff(visitor) {
  await visitor.go('/staff');
  await visitor.open('Sign in');
  await visitor.look('development-authorize');
  await visitor.press('Ms Okafor');
  await visitor.look('staff-offices');
  await visitor.go('/staff/callback?code=x&state=y');
  await visitor.look('staff-callback');
}

/** A filter without a name, and one that is kept under a name and removed. */
async function keepsAFilter(visitor) {
  await visitor.press('Keep it');
  await visitor.look('desk-filter-mistakes', { mistakes: true });
  await visitor.fill({ name: 'What is late' });
  await visitor.press('Keep it');
  await visitor.look('desk-filter-kept');
  await visitor.press('Remove');
}

/** The receipt of a complaint is one that the service knows again. */
async function receipt(visitor) {
  const here = visitor.page.url();
  await visitor.open('Get a receipt for your complaint');
  await visitor.look('complaints-receipt');
  const text = await visitor.page.locator('#receipt').inputValue();
  await visitor.go('/check-a-receipt');
  await visitor.fill({ receipt: text });
  await visitor.press('Check it');
  await visitor.sees('This receipt is real');
  await visitor.look('check-a-receipt-right');
  await visitor.go(here);
}

/** Half of the roles, so that two can be looked at at once. */
const roles = (half) => async (visitor, service) => {
  const people = await peopleOf(service);
  for (const role of table.roles.filter((_, place) => place % 2 === half)) {
    const person = people.find((one) => one.role === role) ?? { token: service.token(role, role === 'representative' ? 'family' : 'service') };
    await become(visitor, person);
    await visitor.go('/demo');
    if (role === 'complainant') await visitor.look('demo-acting');
    const open = await visitor.page.locator('.found a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    await visitor.go('/desk');
    await visitor.look(`desk-${role}`);
    if (role === 'clerk' || role === 'investigator') {
      await visitor.go('/desk?only=overdue');
      await visitor.look(`desk-filtered-${role}`);
    }
    if (role === 'commissioner' || role === 'official') {
      await visitor.open('Recommendations and notices');
      await visitor.look(role === 'official' ? 'recommendations' : 'recommendations-ombudsman');
    }
    if (role === 'clerk') await keepsAFilter(visitor);
    for (const href of open) {
      const [, side, complaint] = href.split('/');
      await visitor.go(href);
      // Each case once, and for each role one case with everything that is folded away.
      await visitor.look(`${side}-${complaint.slice(-6)}`);
      if (looked.has(`${side}-${role}`)) continue;
      for (const summary of await visitor.page.locator('details > summary').all()) await summary.click();
      await visitor.look(`${side}-${role}`);
      await visitor.go(`/complaints/${complaint}`);
      await visitor.look(`complaints-${role}-as-the-family`);
    }
  }
};

/** Reports, calendar feeds, and how long a school gives itself. */
async function reports(visitor, service) {
  const people = await peopleOf(service);
  await become(visitor, people.find(({ actor }) => actor.startsWith('clerk@school:100001')));
  for (const page of ['report', 'compliance', 'feeds', 'calendar', 'targets']) {
    await visitor.go(`/desk/${page}`);
    await visitor.look(`desk-${page}`);
  }
  await visitor.go('/desk/report');
  for (const summary of await visitor.page.locator('details > summary').all()) await summary.click();
  await visitor.look('desk-report-filters');
  await visitor.go('/desk/report?status=met&rule=T32&known_at-day=1&known_at-month=1&known_at-year=2012');
  await visitor.look('desk-report-filtered');
  await visitor.go('/desk/report?as_of-day=31&as_of-month=2&as_of-year=2012');
  await visitor.look('desk-report-mistakes', { mistakes: true });
  await visitor.go('/desk/compliance?school=100001&authority=373');
  await visitor.look('desk-compliance-mistakes', { mistakes: true });
  await visitor.go('/desk/feeds');
  await visitor.press('Make an address');
  await visitor.look('desk-feeds-address');
  await visitor.press('Close address 1');
  await visitor.sees('The address is closed');
  await visitor.go('/desk/targets');
  await visitor.fill({ length: '41' });
  await visitor.press('Save');
  await visitor.look('desk-targets-mistakes', { mistakes: true });
  await visitor.fill({ rule: 'T33', length: '10' });
  await visitor.press('Save');
  await visitor.sees('Done: the time is saved');
  await visitor.look('desk-targets-set');
}

export const parts = [
  within('the form for families, and its mistakes', form),
  within('the form with too many promises, and what was kept', promises),
  within('a complaint that came by letter', came),
  within('what anybody may read', strangers),
  within('how staff sign in', staff),
  within('the desk and the files of every other role', roles(0)),
  within('the desk and the files of the others', roles(1)),
  within('reports, calendar feeds and a school’s own times', reports),
];
