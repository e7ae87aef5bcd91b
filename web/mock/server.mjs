// A made-up server for development and tests of the person's app: real scripts of `sinew session`, invented numbers, memory only.
// node mock/server.mjs [PORT] [FOLDER of the built app]. Never part of the product.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };
export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const given = JSON.parse(readFileSync(join(here, 'scripts.json'), 'utf8'));
const keyframes = JSON.parse(readFileSync(join(here, '../../knowledge/forms/keyframes.json'), 'utf8'));
const person = '019ab000-0000-7000-8000-000000000001';
const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);

/** @param {{ folder: string, port?: number, people?: 'typical' | 'empty' | 'full' }} options */
export function startMock({ folder, port = 0, people = 'typical' }) {
  const state = { signedIn: true, down: false, entries: new Map(), posts: 0, plan: { triggers: ['Pay day', 'The bus stop'], signs: ['Tight jaw'], helps: ['Walking round the block', 'Calling my sister'], people: [{ label: 'My sister', number: '+440000000002' }], reasons: ['My daughter'], version: 3 }, messages: [{ id: '019ab000-0000-7000-8000-00000000000a', text: 'Well done on Friday. See you in class.', from: 'staff', by: 'A. Therapist', at: new Date(Date.now() - 7.2e6).toISOString(), read: false }], people, paced: false };
  const me = () => ({ account: '019ab000-0000-7000-8000-0000000000aa', role: 'person', name: 'DEMO-01', person, csrf: 'token', language: 'en', framing: 'secular', second_factor: 'none', pin: true, locked: false });
  const zh = (request) => (request.headers['accept-language'] ?? '').startsWith('zh');
  const words = (request, en, chinese) => (zh(request) ? chinese : en);
  const series = (request) => ({ outcome: 'craving_vas', label: words(request, 'Craving', '渴求'), unit: words(request, 'points', '分'), lowest: 0, highest: 100, better: 'lower', points: Array.from({ length: state.people === 'full' ? 90 : 12 }, (_, i) => ({ day: day(i - (state.people === 'full' ? 90 : 12)), value: Math.round(55 - i * (state.people === 'full' ? 0.3 : 2) + 12 * Math.sin(i * 2.1)) })), band: { low: 35, high: 65 }, attention: 'none', words: words(request, 'Your craving before sessions: no clear change yet. It moves up and down by itself.', '练习前的渴求：还没有明确变化，起伏是正常的。') });
  const lines = (request) => Array.from({ length: 14 }, (_, i) => i % 7 === 6 ? null : { day: (i % 2) + 1, session: 0, date: day(i), time: '10:00', label: words(request, 'Forms 1–3', '第一至三式'), kind: 'mind_body', minutes: 9, zone: words(request, 'gentle', '轻柔'), state: i === 0 ? 'open' : 'ahead' }).filter(Boolean);
  const today = (request) => ({ date: day(0), name: 'DEMO-01', training: 'yes', training_words: '', meanwhile: [], next: state.people === 'empty' ? null : lines(request)[0], later: state.people === 'empty' ? [] : [{ ...lines(request)[0], day: 17, session: 1, label: words(request, 'Indoor walk', '室内步行'), time: '18:00', minutes: 44 }], week: ['done', 'done', 'past', 'done', 'open', 'rest', 'ahead'].map((one, i) => ({ date: day(i - 4), state: state.people === 'empty' ? 'ahead' : one })), change: state.people === 'empty' ? null : series(request), call: [{ label: words(request, 'The centre', '中心'), number: '+440000000001', hours: '8–20' }], unread: 1, next_step: state.people === 'full' ? words(request, 'Good that you are here. Two minutes are enough today.', '你来了就好。今天两分钟就够。') : null, honesty: [words(request, 'You can stop at any time.', '你随时可以停下来。')] });
  const paced = (script) => ({ ...script, segments: script.segments.map((one) => one.kind === 'rate' ? one : { ...one, breath: (() => { const cues = []; for (let at = 0, k = 0; at < one.duration_s - 0.01; ++k) { const long = Math.min(k % 2 ? 6 : 4, one.duration_s - at); cues.push({ start_s: at, duration_s: long, breath: k % 2 ? 'out' : 'in' }); at += long; } return cues; })() }) });
  const long = (script) => ({ ...script, total_s: 700, segments: [{ ...script.segments[1], start_s: 0, duration_s: 700 }] });
  const script = (request, key) => (zh(request) && given.zh[key]) || given.scripts[key];
  const onDemand = (request) => { const one = zh(request) ? given.zh.on_demand : given.on_demand; return state.paced ? paced(state.paced === 'long' ? long(one) : one) : one; };
  const offline = (request) => ({ made_at: new Date().toISOString(), until: day(14), today: today(request), lines: state.people === 'empty' ? [] : [...lines(request), { ...lines(request)[0], day: 17, session: 1, label: words(request, 'Indoor walk', '室内步行') }, { ...lines(request)[0], day: 15, session: 1, label: words(request, 'Walk and strength', '步行和力量') }], scripts: { '1/0': script(request, '1/0'), '2/0': script(request, '2/0'), '17/1': script(request, '17/1'), '15/1': script(request, '15/1') }, on_demand: onDemand(request), meanwhile: {}, coping_plan: state.people === 'empty' ? null : state.plan, call: today(request).call, questionnaires: [], words: { 'ses.SES-01.trigger': words(request, 'Pain or pressure in the chest', '胸口疼痛或压迫感'), 'ses.SES-02.trigger': words(request, 'Fainting, or nearly', '晕倒或快要晕倒'), 'ses.SES-13.trigger': words(request, 'Sharp pain in a joint', '关节刺痛'), 'ses.SES-14.trigger': words(request, 'A strong craving', '强烈的渴求') } });
  const change = (request) => state.people === 'empty' ? { series: [], bouts: [], honesty: [] } : { series: [series(request)], bouts: [{ outcome: 'craving_vas', label: words(request, 'Craving', '渴求'), words: words(request, 'After your sessions craving is a little lower: 8 to 21 points of 100.', '练习后渴求略有下降：100 分中低 8 至 21 分。'), n: 9, mean: -14, low: -21, high: -8, points: Array.from({ length: 9 }, (_, i) => ({ day: day(i - 12), before: 55 + ((i * 7) % 13), after: 40 + ((i * 5) % 11) })) }], practices: [{ day: day(-1), label: words(request, 'Forms 1–3', '第一至三式'), minutes: 9 }], honesty: [words(request, 'Numbers of one person move by themselves; this is not proof.', '一个人的数字会自己起伏，这不是证明。')] };

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://mock');
    const answer = (status, value, more = {}) => { response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', 'Cache-Control': 'no-store', ...more }); response.end(value === undefined ? undefined : JSON.stringify(value)); };
    const refuse = (status, title) => answer(status, { type: 'about:blank', title, status });
    if (state.down) return void request.socket.destroy();
    if (url.pathname.startsWith('/api/')) {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const said = body ? JSON.parse(body) : {};
        if (request.method !== 'GET' && !/session$|invitations/.test(url.pathname) && request.headers['x-csrf-token'] !== 'token') return refuse(403, 'No token');
        if (request.method === 'POST' && !request.headers['idempotency-key']) return refuse(400, 'No idempotency key');
        const path = url.pathname.replace('/api/v1/', '').replace(`people/${person}`, 'mine');
        if (path === 'setup') return answer(200, { needed: false, demonstration: true, version: 'mock', knowledge: '' });
        if (path === 'session' && request.method === 'POST') { if (said.password !== 'mock password') return refuse(401, 'Login or password is wrong'); state.signedIn = true; return answer(200, me()); }
        if (path === 'invitations/good-token' && request.method === 'GET') return answer(200, { name: 'DEMO-01', role: 'person', expires_at: new Date(Date.now() + 8.64e7).toISOString(), needs_login: true });
        if (path === 'invitations/good-token') { state.signedIn = true; return answer(200, me()); }
        if (path.startsWith('invitations/')) return refuse(404, 'This invitation is over');
        if (!state.signedIn) return refuse(401, 'Sign in first');
        if (path === 'session' && request.method === 'DELETE') { state.signedIn = false; return answer(204); }
        if (path === 'session') return answer(200, me());
        if (path === 'figure') return answer(200, { keyframes, forms: [] });
        if (path === 'mine/today') return answer(200, { ...today(request), date: url.searchParams.get('date') ?? day(0) });
        if (path === 'mine/offline') return answer(200, offline(request));
        if (path === 'mine/change') return answer(200, change(request));
        if (path === 'mine/coping-plan' && request.method === 'PUT') { state.plan = { ...said, version: state.plan.version + 1 }; return answer(200, state.plan); }
        if (path === 'mine/coping-plan') return answer(200, state.people === 'empty' ? { triggers: [], signs: [], helps: [], version: 0 } : state.plan, { ETag: '"3"' });
        if (path === 'mine/messages' && request.method === 'POST') { const one = { id: said.text, text: said.text, from: 'person', at: new Date().toISOString(), read: true }; state.messages.push(one); return answer(201, one); }
        if (path === 'mine/messages') return answer(200, state.people === 'empty' ? [] : state.messages);
        if (path === 'mine/messages/read' || path === 'me/pin') return answer(204);
        if (path === 'mine/why') return answer(200, { place: url.searchParams.get('place'), answer: 'Forms 1 to 3, gentle', facts: [{ label: 'Days since last use', value: '12', unit: 'd' }], rules: [{ id: 'PRE-04', text: 'Begin gently.', source: 'ACSM', grade: 'B' }], would_change: ['Two easy weeks'] });
        if (path === 'mine/entries' && request.method === 'POST') {
          ++state.posts;
          const results = said.entries.map((one) => { const known = state.entries.has(one.id); if (!known) state.entries.set(one.id, one); return { id: one.id, state: known ? 'already_kept' : 'kept' }; });
          if (state.loseAnswers > 0) { --state.loseAnswers; return void request.socket.destroy(); }
          return answer(200, { results });
        }
        const session = /^mine\/sessions\/(\d+)\/(\d+)$/.exec(path);
        if (session && script(request, `${session[1]}/${session[2]}`)) return answer(200, script(request, `${session[1]}/${session[2]}`));
        if (path === 'mine/on-demand') return answer(200, onDemand(request));
        return refuse(404, 'Nothing here');
      });
      return;
    }
    let file = normalize(join(folder, decodeURIComponent(url.pathname)));
    if (file.endsWith('/')) file += 'index.html';
    if (!file.startsWith(folder) || !existsSync(file)) { response.writeHead(404); return void response.end(); }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy, 'Cache-Control': url.pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache', 'Service-Worker-Allowed': '/' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({ state, person, address: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => { server.closeAllConnections?.(); server.close(done); }) })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mock = await startMock({ port: Number(process.argv[2] ?? 8099), folder: normalize(join(process.argv[3] ?? join(here, '../dist'))) });
  console.log(mock.address);
}
