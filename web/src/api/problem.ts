// Refusals as values: RFC 9457 problems from the server, and our own for a line that is down (status 0).
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'Refusal';
  }
}

/** No answer came: no network, or the server does not run. */
export const noConnection: Problem = { type: 'about:blank', title: '', status: 0 };

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  return { type: 'about:blank', title: error instanceof Error ? error.message : String(error), status: -1 };
}

export function isOffline(error: unknown): boolean {
  return error instanceof Refusal && error.problem.status === 0;
}
