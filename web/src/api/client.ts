// The one way to the server: typed by the contract (schema.d.ts), with CSRF token, idempotency key and language.
import { settings } from '$/design/settings.svelte';
import { newId } from './ids';
import { noConnection, Refusal, type Problem } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type PathsWith<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;
type BodyOf<O> = O extends { requestBody: { content: infer C } } ? C[keyof C] : O extends { requestBody?: { content: infer C } } ? C[keyof C] : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Success<R> = R extends Record<200, { content: infer C }> ? C[keyof C] : R extends Record<201, { content: infer C }> ? C[keyof C] : undefined;
type AnswerOf<O> = O extends { responses: infer R } ? Success<R> : never;

export interface Asked<O> {
  parts?: Record<string, string | number>; // of the path
  query?: QueryOf<O>;
  body?: BodyOf<O>;
  key?: string; // idempotency key; made here when the caller has none
  version?: number | string; // sent as If-Match
  signal?: AbortSignal;
}
export interface Answered<T> {
  value: T;
  version: string | null; // the ETag without its quotes
  status: number;
}

/** A line that is there but carries nothing counts as none after so long. */
const longestWait = 20_000;

let csrf = '';
let signedOut: () => void = () => undefined;

/** From Me: sent with every change. */
export function useToken(token: string): void {
  csrf = token;
}
/** Called when the server says that nobody is signed in any more. */
export function onSignedOut(call: () => void): void {
  signedOut = call;
}

function address(path: string, parts: Record<string, string | number> = {}, query: object = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null) search.set(name, String(value));
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

async function readProblem(reply: Response): Promise<Problem> {
  const type = reply.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    try {
      const told = (await reply.json()) as Partial<Problem>;
      return { type: 'about:blank', ...told, title: told.title ?? reply.statusText, status: reply.status };
    } catch {
      // falls through: a broken answer is told as what it is
    }
  }
  return { type: 'about:blank', title: reply.statusText || `HTTP ${reply.status}`, status: reply.status };
}

/** Asks and hands back value, version and status. @throws Refusal */
export async function call<M extends Method, P extends PathsWith<M>>(
  method: M,
  path: P,
  asked: Asked<Operation<P, M>> = {},
): Promise<Answered<AnswerOf<Operation<P, M>>>> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': settings.language,
    'X-Framing': settings.framing,
  };
  if (method !== 'get') {
    if (csrf) headers['X-CSRF-Token'] = csrf;
    if (method === 'post') headers['Idempotency-Key'] = asked.key ?? newId();
    if (asked.version !== undefined) headers['If-Match'] = `"${asked.version}"`;
  }
  let body: string | undefined;
  if (asked.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(asked.body);
  }
  const signal = asked.signal ?? AbortSignal.timeout?.(longestWait);
  let reply: Response;
  let text: string;
  try {
    reply = await fetch(address(path, asked.parts, asked.query), {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined ? { body } : {}),
      credentials: 'same-origin',
      cache: 'no-store',
      ...(signal ? { signal } : {}),
    });
    text = reply.ok && reply.status !== 204 ? await reply.text() : '';
  } catch (error) {
    if (asked.signal?.aborted) throw error;
    throw new Refusal(noConnection);
  }
  if (!reply.ok) {
    const problem = await readProblem(reply);
    if (reply.status === 401) signedOut();
    throw new Refusal(problem);
  }
  const version = reply.headers.get('etag')?.replace(/^(W\/)?"|"$/g, '') ?? null;
  let value: unknown;
  try {
    value = text ? JSON.parse(text) : undefined;
  } catch {
    throw new Refusal({ type: 'about:blank', title: 'The answer was no JSON', status: -1 });
  }
  return { value: value as AnswerOf<Operation<P, M>>, version, status: reply.status };
}

const asking =
  <M extends Method>(method: M) =>
  async <P extends PathsWith<M>>(path: P, asked: Asked<Operation<P, M>> = {}): Promise<AnswerOf<Operation<P, M>>> =>
    (await call(method, path, asked)).value;

export const get = asking('get');
export const post = asking('post');
export const put = asking('put');
export const patch = asking('patch');
export const remove = asking('delete');

/** The address of something the browser itself fetches: a PDF, a calendar. */
export function link<P extends PathsWith<'get'>>(path: P, asked: Pick<Asked<Operation<P, 'get'>>, 'parts' | 'query'> = {}): string {
  return address(path, asked.parts, asked.query);
}
