// The form for every command: as it is opened, and as it comes back with mistakes.

import { table } from './coverage.mjs';
import { looked } from './look.mjs';
import { PATHS } from './paths.mjs';
import { ask, become, dayOf, peopleOf, wait } from './people.mjs';
import { demo } from './service.mjs';
import { Visitor } from './visitor.mjs';

/** What a path's particulars stand for on this day and this file. */
async function particulars(scene, value) {
  if (Array.isArray(value)) return Promise.all(value.map((one) => particulars(scene, one)));
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value).map(async ([name, one]) => [name, await particulars(scene, one)]);
    return Object.fromEntries(await Promise.all(pairs));
  }
  if (typeof value !== 'string' || !value.startsWith('@')) return value;
  const days = value.match(/^@([+-]\d+)$/);
  if (days) return dayOf(scene.service, +days[1]);
  if (value === '@family') return scene.family.number;
  if (value === '@other') return scene.other;
  if (value === '@target') {
    const { deadlines } = await ask(scene.service, scene.clerk, `/complaints/${scene.complaint}/deadlines`);
    return deadlines.find((clock) => clock.status === 'open').deadline;
  }
  if (value === '@request' || value === '@items') {
    const watcher = scene.people.find(({ role }) => role === 'data_protection_officer');
    const path = `/complaints/${scene.complaint}/data-requests`;
    const [{ request }] = (await ask(scene.service, watcher, path)).requests;
    if (value === '@request') return request;
    const { items } = await ask(scene.service, watcher, `${path}/${request}`);
    return items.map(({ item }) => ({ item, treatment: 'keep' }));
  }
  return scene.people.find((person) => person.name === value.slice(1)).number;
}

async function lodged({ service, family, school = 100001, other_schools = [], guarantee = 'PA-3.2', channel = 'online_form', made_on }) {
  const { complaint } = await ask(service, family, '/complaints', {
    school, other_schools, channel, made_on,
    complainants: [{ name: 'Ruth Example', capacity: 'parent', email: 'ruth@family.example' }],
    issues: [{ account: 'I asked and had no answer.', wanted: 'A report.', guarantee }],
  });
  return complaint;
}

/** Looks at every form that is open to somebody now and was not looked at yet. */
async function survey(scene) {
  const { service, visitor, complaint, people } = scene;
  for (const person of people) {
    const answer = await fetch(`${service.url}/v1/complaints/${complaint}/actions`, { headers: { authorization: `Bearer ${person.token}` } });
    if (!answer.ok) continue;
    for (const { action } of (await answer.json()).actions) {
      // Where there are several schools, the forms that ask which are others.
      const several = scene.other_schools ? '-of-several' : '';
      if (looked.has(`do-${action}${several}`) || scene.seen.has(action) || !table.actions.some(({ name }) => name === action)) continue;
      await become(visitor, person);
      const status = await visitor.go(`/cases/${complaint}/${action.replaceAll('_', '-')}`);
      if (status !== 200) throw new Error(`the form for ${action}: ${status}`);
      if (several) {
        scene.seen.add(action);
        if (await asksWhich(visitor.page)) await visitor.look(`do-${action}${several}`);
        continue;
      }
      await visitor.look(`do-${action}`);
      const check = visitor.page.locator('#command button[name="check"]');
      if (await check.count()) {
        await visitor.follow(check);
        await visitor.look(`do-${action}-checked`);
      }
      await mistaken(visitor, table.actions.find(({ name }) => name === action));
    }
  }
}

/** Whether a form asks which school, if need be once something else was chosen on it. */
async function asksWhich(page) {
  const which = page.locator('#command [name$="school"]');
  if (!await which.count()) return false;
  for (const choice of await page.locator('#command input[type="radio"]').all()) {
    if (await which.locator('visible=true').count()) break;
    await choice.evaluate((one) => one.click());
  }
  return await which.locator('visible=true').count() > 0;
}

/** Makes a mistake on the form, if one can be made on it. */
async function mistaken(visitor, { name, mistakes }) {
  if (!mistakes) return;
  const { page } = visitor;
  // What the page has chosen is taken back: on a form that is filled from the file nothing else could be missing.
  if (mistakes === 'missing') {
    await page.locator('#command input:checked').evaluateAll((chosen) => chosen.forEach((one) => { one.checked = false; }));
  }
  if (mistakes === 'day') await page.locator('input.short').first().fill('99');
  if (mistakes === 'long') await page.locator('textarea, .field input').first().fill('long '.repeat(9_000));
  const status = await visitor.follow(page.locator('#command > button[type="submit"]:not([name])'));
  if (status !== 422) throw new Error(`a mistake in ${name} was answered with ${status}`);
  await visitor.look(`do-${name}-mistakes`, { mistakes: true });
}

async function walk(path) {
  const service = await demo();
  const visitor = await Visitor.at(service);
  try {
    const people = await peopleOf(service);
    const who = (start) => people.find(({ actor }) => actor.startsWith(start));
    const family = who('complainant@family');
    const about = Array.isArray(path) ? { steps: path } : path;
    const at = `:${about.school ?? 100001}/`;
    // A school of which the demo tells nothing has a clerk too.
    if (!who(`clerk@school${at}`)) {
      const office = `school${at.slice(0, -1)}`;
      people.push({ actor: `clerk@${office}/`, name: '', role: 'clerk', token: service.token('clerk', office) });
    }
    const near = people.filter(({ actor }) => actor === family.actor || actor.includes(at) || /@(ombudsman|department|authority)/.test(actor));
    const scene = { service, visitor, people: near, family, clerk: who(`clerk@school${at}`), seen: new Set(), ...about };
    scene.other = await lodged(scene);
    scene.complaint = await lodged(scene);
    await survey(scene);
    for (const step of about.steps) {
      if (typeof step === 'number') {
        await wait(service, step);
        // Who was let in long ago has to come in again.
        for (const { actor, token } of await peopleOf(service)) people.find((one) => one.actor === actor).token = token;
      } else {
        const [start, action, body] = step;
        await ask(service, who(start), `/complaints/${scene.complaint}/${action}`, await particulars(scene, body));
      }
      await survey(scene);
    }
  } finally {
    await visitor.close();
    await service.stop();
  }
}

export const parts = Object.entries(PATHS).map(([name, path]) => ({ name: `every form on the way of ${name}`, run: () => walk(path) }));
