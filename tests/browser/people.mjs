// The people of a demo, as a program knows them: a token for each, taken as a browser takes it.

/** Everybody in the demo: whom they act as, and their names. */
export async function peopleOf(service) {
  const page = await (await fetch(`${service.url}/demo`)).text();
  const found = [...page.matchAll(/name="as" value="([^"]+)">\s*<button[^>]*>Act as ([^<(]+)/g)];
  return Promise.all(found.map(async ([, actor, name]) => {
    const answer = await fetch(`${service.url}/demo`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ as: actor }),
    });
    if (!answer.headers.get('set-cookie')) throw new Error(`/demo as ${actor}: ${answer.status} ${(await answer.text()).slice(0, 600)}`);
    const token = answer.headers.get('set-cookie').match(/redress=([^;]*)/)[1];
    return { actor, name: name.trim(), role: actor.split('@')[0], token, number: actor.split('/')[1] };
  }));
}

/** Asks the API as somebody. */
export async function ask(service, person, path, body) {
  const answer = await fetch(`${service.url}/v1${path}`, {
    method: body ? 'POST' : 'GET', body: body && JSON.stringify(body),
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}

/** Which day it is in the demo, so many days from today. */
export async function dayOf(service, later = 0) {
  const page = await (await fetch(`${service.url}/demo`)).text();
  const day = new Date(`${page.match(/It is \w+ (\d+ \w+ \d+) here/)[1]} 12:00 UTC`);
  day.setUTCDate(day.getUTCDate() + later);
  return day.toISOString().slice(0, 10);
}

/** Lets weeks go by. */
export async function wait(service, weeks) {
  for (let left = weeks; left > 0;) {
    const step = [13, 4, 1].find((known) => known <= left);
    await fetch(`${service.url}/demo/time`, { method: 'POST', body: new URLSearchParams({ weeks: step }) });
    left -= step;
  }
}

/** Lets a visitor's browser come as somebody. */
export async function become(visitor, person) {
  const { hostname } = new URL(visitor.service.url);
  await visitor.context.addCookies([{ name: 'redress', value: person.token, domain: hostname, path: '/' }]);
}
