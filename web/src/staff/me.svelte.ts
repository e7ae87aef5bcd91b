// Who is signed in. One place knows; every page asks here.
import { get, onSignedOut, post, remove, useToken, type Schemas } from '$/api/client';
import { isOffline, problemOf, type Problem } from '$/api/problem';
import { follow } from '$/design/settings.svelte';

export type Me = Schemas['Me'];

export const session: { me: Me | null; state: 'asking' | 'out' | 'in'; fault: Problem | null } = $state({
  me: null,
  state: 'asking',
  fault: null,
});

export function enter(me: Me): void {
  useToken(me.csrf);
  follow({ language: me.language });
  session.me = me;
  session.state = 'in';
  session.fault = null;
}

function out(): void {
  session.me = null;
  session.state = 'out';
}

/** Asks the server who this browser is. A session that is over is no fault. */
export async function askWho(): Promise<void> {
  try {
    enter(await get('/api/v1/session'));
  } catch (error) {
    const problem = problemOf(error);
    session.fault = problem.status === 401 ? null : problem;
    if (!isOffline(error)) out();
  }
}

export async function lock(): Promise<void> {
  enter(await post('/api/v1/session/lock'));
}

export async function leave(): Promise<void> {
  try {
    await remove('/api/v1/session');
  } finally {
    out();
  }
}

onSignedOut(() => {
  if (session.state === 'in') out();
});
