// What there is to look at, from the service's own tables (pages.json, which a test holds against them), and
// what was looked at. A page without a look fails the run.

import { readFileSync } from 'node:fs';
import { looked } from './look.mjs';

export const table = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));

/** The name of a page of the table. */
export const named = (path) => path === '/' ? 'start' : path.slice(1).replaceAll('/', '-').replace(/[{}]/g, '');

/** What has no page of its own: it leads on to another. */
const LEADS_ON = ['/forget', '/sign-out', '/staff/sign-in', '/demo/time', '/desk/filters'];

/** What each role has its own of, under its own name. */
const BY_ROLE = ['/desk'];

/** What nobody was shown. */
export function missing() {
  const names = [...looked.keys()];
  const has = (name) => looked.has(name);
  const begins = (start) => names.some((name) => name.startsWith(start));
  const gaps = [];
  for (const { path } of table.pages) {
    const there = path.includes('{') || BY_ROLE.includes(path) ? begins(`${named(path.split('/{')[0])}-`) : has(named(path));
    if (!there && !LEADS_ON.includes(path)) gaps.push(`the page ${path}`);
  }
  for (const step of table.steps) {
    if (!has(`complain-${step}`)) gaps.push(`the form's page ${step}`);
    if (!has(`complain-${step}-mistakes`)) gaps.push(`the mistakes of ${step}`);
  }
  for (const { name, mistakes } of table.actions) {
    if (!has(`do-${name}`)) gaps.push(`the form for ${name}`);
    if (mistakes && !has(`do-${name}-mistakes`)) gaps.push(`the mistakes of ${name}`);
  }
  for (const role of table.roles) {
    if (!has(`desk-${role}`)) gaps.push(`the desk of ${role}`);
  }
  for (const status of [401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503]) {
    if (!begins(`error-${status}`)) gaps.push(`the page of the error ${status}`);
  }
  return gaps;
}
