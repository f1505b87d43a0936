// All parts, two at a time, as there are two cores; then whether every page, form and role was looked at.

import { parseArgs } from 'node:util';
import { cleanUp } from './service.mjs';
import { looked, picture, problems, spent } from './look.mjs';
import { close } from './visitor.mjs';
import { missing } from './coverage.mjs';
import * as commands from './commands.mjs';
import * as errors from './errors.mjs';
import * as hands from './hands.mjs';
import * as journeys from './journeys.mjs';
import * as pages from './pages.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' }, only: { type: 'string' } } });
if (values.screenshots) picture(values.screenshots);
const whole = !values.only;
const parts = [commands, pages, errors, hands, journeys].flatMap((file) => file.parts)
  .filter(({ name, drives }) => (values.screenshots ? !drives : true) && (whole || name.includes(values.only)));

let [passed, failed] = [0, 0];
const left = [...parts];
async function lane() {
  for (let part = left.shift(); part; part = left.shift()) {
    const [began, before] = [Date.now(), problems.length];
    let error;
    try { await part.run(); } catch (caught) { error = caught; }
    const took = ((Date.now() - began) / 1000).toFixed(1);
    const well = !error && problems.length === before;
    if (well) passed += 1; else failed += 1;
    console.log(`${well ? 'ok' : 'FAILED'} ${part.name} (${took} s)`);
    if (error) console.log(error.stack);
    for (const one of new Set(problems.slice(before))) console.log(`PROBLEM ${one}`);
  }
}
await Promise.all([lane(), lane()]);
await close();
cleanUp();

if (whole) {
  const gaps = missing();
  for (const gap of gaps) console.log(`NOT LOOKED AT ${gap}`);
  if (gaps.length) failed += 1; else passed += 1;
}
if (values.screenshots) console.log(`${looked.size} pages in ${values.screenshots}, four pictures each`);
else console.log(`${looked.size} pages and mistakes looked at, each narrow and wide, light and dark`);
if (process.env.PROFILE) console.log(JSON.stringify({ ...spent, all: performance.now() }));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
