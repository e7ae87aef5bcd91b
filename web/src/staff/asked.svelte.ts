// One question to the server as a page needs it: busy, answer or refusal, and asking again.
import { problemOf, type Problem } from '$/api/problem';

export interface Asked<T> {
  value: T | null;
  problem: Problem | null;
  busy: boolean;
  again: () => Promise<void>;
}

/** Asks at once. An older answer never overwrites a newer one; what is shown stays while it is asked again. */
export function asked<T>(question: () => Promise<T>): Asked<T> {
  let turn = 0;
  const state: Asked<T> = $state({ value: null, problem: null, busy: true, again: ask });
  async function ask(): Promise<void> {
    const mine = ++turn;
    state.busy = true;
    try {
      const value = await question();
      if (mine !== turn) return;
      state.value = value;
      state.problem = null;
    } catch (error) {
      if (mine === turn) state.problem = problemOf(error);
    } finally {
      if (mine === turn) state.busy = false;
    }
  }
  void ask();
  return state;
}
