// A clinic of the real program for the browser tests: `sinew serve` on an empty folder, the demonstration cohort, an account of each role.
// SINEW_WEB_DIST=FOLDER shows the pages of that folder in front of the program (to look at changes without linking it again).
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto'; // Debian's Node 18 has no global crypto
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { house } from './browser.mjs';

const program = process.env.SINEW_PROGRAM ?? `${house}/build/dev/bin/sinew`;
export const password = 'a long enough sentence';

/** Somebody who is signed in, without a browser. */
export class Caller {
  cookie = '';
  csrf = '';
  constructor(address) {
    this.address = address;
  }
  async call(method, path, body, more = {}) {
    const reply = await fetch(this.address + path, {
      method,
      headers: {
        Accept: 'application/json', 'Accept-Language': 'en', ...(this.cookie ? { Cookie: this.cookie } : {}), ...(this.csrf ? { 'X-CSRF-Token': this.csrf } : {}),
        ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie?.() ?? [reply.headers.get('set-cookie')].filter(Boolean)) this.cookie = line.split(';')[0];
    const text = await reply.text();
    if (!reply.ok) throw Object.assign(new Error(`${method} ${path}: ${reply.status} ${text}`), { status: reply.status });
    const value = text && (reply.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
    if (value?.csrf) this.csrf = value.csrf;
    return value;
  }
  get(path) { return this.call('GET', path); }
  post(path, body) { return this.call('POST', path, body); }
  put(path, body, version) { return this.call('PUT', path, body, version === undefined ? {} : { 'If-Match': `"${version}"` }); }
  /** What a browser context needs to be this caller. */
  cookies() {
    const [name, value] = this.cookie.split('=');
    return [{ name, value, url: this.address, httpOnly: true, sameSite: 'Strict' }];
  }
}

/** @param {{ demonstration?: boolean, port?: number, data?: string }} options  An existing folder is opened again and kept. */
export async function startClinic({ demonstration = true, port = 0, data = '' } = {}) {
  const folder = data || mkdtempSync(join(tmpdir(), 'sinew-clinic-'));
  let service, real;
  const begin = async (listen = 0) => {
    service = spawn(program, ['serve', '--listen', `127.0.0.1:${listen}`, '--data', join(folder, 'clinic'), '--setup-code', 'walk-walk', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = service;
    process.once('exit', () => ended.kill('SIGKILL'));
    real = await new Promise((resolve, reject) => {
      let said = ''; // a line may come in pieces; a refusal is a document of many lines
      ended.once('exit', (code) => reject(new Error(`sinew serve ended with ${code}: ${said}`)));
      ended.stdout.on('data', (piece) => {
        said += piece;
        const address = /^\{"address":"([^"]+)".*\n/.exec(said)?.[1];
        if (address) resolve(address);
      });
    });
    // A test that failed must end, not wait for the service it left behind.
    ended.unref();
    ended.stdout.unref();
  };
  const end = () => new Promise((resolve) => {
    if (!service || service.exitCode !== null) return resolve();
    service.ref();
    service.once('exit', resolve);
    service.kill('SIGTERM');
  });
  await begin(port);
  const dist = process.env.SINEW_WEB_DIST;
  const front = dist ? await startFront(dist, () => real) : null;
  const clinic = {
    folder,
    address: front?.address ?? real,
    /** The line is cut, or there again, on the same address. */
    down: end,
    up: () => begin(Number(new URL(real).port)),
    caller: () => new Caller(clinic.address),
    async signedIn(login, word = password) {
      const caller = clinic.caller();
      await caller.post('/api/v1/session', { login, password: word });
      return caller;
    },
    async stop() {
      await end();
      front?.stop();
      if (!data) rmSync(folder, { recursive: true, force: true });
    },
  };
  if (data) return clinic;
  const administrator = clinic.caller();
  await administrator.post('/api/v1/setup', { code: 'walk-walk', login: 'admin', password, name: 'Administrator', demonstration });
  clinic.staff = { administrator };
  // Only a treating team reaches a person: who treats joins the cohort's.
  const cohort = (await administrator.get('/api/v1/teams')).map((team) => team.id);
  for (const role of ['therapist', 'clinician', 'researcher']) {
    const teams = role === 'researcher' ? [] : cohort;
    const invitation = await administrator.post('/api/v1/accounts', { role, name: role[0].toUpperCase() + role.slice(1), login: role, teams });
    clinic.staff[role] = await accept(clinic, invitation);
  }
  return clinic;
}

/** Takes an invitation and hands back who is signed in by it. */
export async function accept(clinic, invitation, more = {}) {
  const caller = clinic.caller();
  const token = new URL(invitation.url, clinic.address).href.split('/').pop();
  await caller.post(`/api/v1/invitations/${token}`, { password, ...more });
  return caller;
}

/** Somebody whose session may be led today: no stop sign and no grave answer waits to be looked at. */
export const trains = (row) => Boolean(row.next_session) && row.outcome === 'modify' && !row.flags.some((flag) => flag.grave);

/** Invites somebody of the cohort and takes the invitation. The cohort's logins go by its codes: demo-person, demo-person-2 ... */
export async function letIn(clinic, row) {
  const caller = await accept(clinic, await clinic.staff.clinician.post(`/api/v1/people/${row.person.id}/invitation`));
  const number = Number(row.person.code.replace(/\D+/g, ''));
  return Object.assign(caller, { person: row.person.id, name: row.person.name || row.person.code, login: number === 1 ? 'demo-person' : `demo-person-${number}` });
}

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };
function startFront(folder, real) {
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  const server = createServer((from, to) => {
    let file = normalize(join(folder, decodeURIComponent(from.url.split('?')[0])));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!from.url.startsWith('/api/') && existsSync(file)) {
      to.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' });
      return void createReadStream(file).pipe(to);
    }
    const host = new URL(real()).host;
    const onward = ask(real() + from.url, { method: from.method, headers: { ...from.headers, host, ...(from.headers.origin ? { origin: real() } : {}), ...(from.headers.referer ? { referer: `${real()}/` } : {}) } }, (reply) => {
      to.writeHead(reply.statusCode, reply.headers);
      reply.pipe(to);
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ address: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections?.(); server.close(); } })));
}
