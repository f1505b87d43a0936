// The service under test: the built program on a free port, over a folder of its own.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const program = resolve(process.env.REDRESS);
const folders = [];
const running = new Set();

/** A folder that is thrown away at the end. */
function folder() {
  const made = mkdtempSync(join(tmpdir(), 'redress-browser-'));
  folders.push(made);
  return made;
}

/** Starts the program and waits for its address. */
async function start(args, home) {
  const flags = ['serve', '--listen', '127.0.0.1:0', '--log-format', 'json', ...args];
  const child = spawn(program, flags, {
    cwd: home,
    env: { PATH: process.env.PATH, DATABASE_URL: `sqlite://${join(home, 'redress.db')}`, RUST_LOG: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  const ended = new Promise((end) => child.once('exit', end));
  const errors = [];
  const url = await new Promise((found, failed) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      let said = {};
      try { said = JSON.parse(line); } catch { errors.push(line); }
      if (said.level === 'ERROR') errors.push(line);
      if (said.fields?.message?.startsWith('Listening')) found(`http://${said.fields.address}`);
    });
    ended.then(() => failed(new Error(`the service did not start: ${errors.join('\n')}`)));
  });
  return {
    url, home, errors,
    token: (role, body) => execFileSync(program, ['token', '--role', role, '--body', body], {
      cwd: home, encoding: 'utf8', env: { PATH: process.env.PATH, DATABASE_URL: `sqlite://${join(home, 'redress.db')}` },
    }).trim(),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      running.delete(child);
    },
  };
}

let played;

/** A demo of one's own. The stories are played once and copied. */
export async function demo() {
  played ??= (async () => {
    const home = folder();
    await (await start(['--demo'], home)).stop();
    return home;
  })();
  const home = folder();
  cpSync(await played, home, { recursive: true });
  // Every visitor comes from an address of their own, and has as much room as they need.
  return start(['--demo', '--requests-a-minute', '60000', '--trusted-proxy', '127.0.0.1'], home);
}

/** What stands in the place of the service while somebody works on it. */
export const maintenance = () => start(['--maintenance'], folder());

/** Takes a table away beneath the service, so that something goes wrong on our side. */
export function renameTable({ home }, table, name) {
  const change = `import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('ALTER TABLE ${table} RENAME TO ${name}')`;
  execFileSync('python3', ['-c', change, join(home, 'redress.db')]);
}

export function cleanUp() {
  for (const child of running) child.kill('SIGKILL');
  for (const made of folders) rmSync(made, { recursive: true, force: true });
}
