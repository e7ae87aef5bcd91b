// The sending of entries, without a browser: what to send, what each answer means, when to try again. Tested with a made-up server.
import type { Schemas } from '$/api/client';
import { isOffline, problemOf, Refusal } from '$/api/problem';
import type { Waiting } from './store';

export interface Box {
  all: () => Promise<Waiting[]>;
  put: (waiting: Waiting) => Promise<void>;
  drop: (id: string) => Promise<void>;
}
export type Send = (person: string, entries: Schemas['Entry'][]) => Promise<Schemas['Entries']>;
export interface Sent {
  kept: number;
  refused: number;
  say: string[]; // for the person, such as a stop sign that needs somebody
  outcome: 'empty' | 'sent' | 'offline' | 'signed_out' | 'later';
}

export const batch = 50;

/** Sends what waits for this person, oldest first. An entry leaves the box only after the server said that it is kept. */
export async function sendAll(person: string, box: Box, send: Send): Promise<Sent> {
  const done: Sent = { kept: 0, refused: 0, say: [], outcome: 'empty' };
  for (;;) {
    const mine = (await box.all()).filter((one) => one.person === person && !one.refused).slice(0, batch);
    if (mine.length === 0) return done;
    let answer: Schemas['Entries'];
    try {
      answer = await send(person, mine.map((one) => one.entry));
    } catch (error) {
      if (isOffline(error)) return { ...done, outcome: 'offline' };
      const status = error instanceof Refusal ? error.problem.status : 0;
      if (status === 401 || status === 403) return { ...done, outcome: 'signed_out' };
      // One entry that the server cannot read must not hold the others back: then each goes alone.
      if ((status === 400 || status === 413 || status === 422) && mine.length > 1) {
        for (const one of mine) {
          const alone = await sendAll(person, only(box, one.id), send);
          done.kept += alone.kept;
          done.refused += alone.refused;
          done.say.push(...alone.say);
          if (alone.outcome !== 'sent' && alone.outcome !== 'empty') return { ...done, outcome: alone.outcome };
        }
        done.outcome = 'sent';
        continue;
      }
      if ((status === 400 || status === 413 || status === 422) && mine[0]) {
        await box.put({ ...mine[0], refused: problemOf(error) });
        done.refused += 1;
        done.outcome = 'sent';
        continue;
      }
      return { ...done, outcome: 'later' };
    }
    let moved = 0;
    for (const one of mine) {
      const result = answer.results.find((each) => each.id === one.id);
      if (!result) continue;
      ++moved;
      if (result.say) done.say.push(result.say);
      if (result.state === 'refused') {
        await box.put({ ...one, refused: result.problem ?? { type: 'about:blank', title: 'refused', status: 422 } });
        done.refused += 1;
      } else {
        await box.drop(one.id);
        done.kept += 1;
      }
    }
    done.outcome = 'sent';
    if (moved === 0) return { ...done, outcome: 'later' }; // a server that names none of them
  }
}

function only(box: Box, id: string): Box {
  return { ...box, all: async () => (await box.all()).filter((one) => one.id === id) };
}

/** Seconds to wait after so many failures in a row: 5 s, doubling to 5 min. */
export function pauseAfter(failures: number): number {
  return Math.min(300, 5 * 2 ** Math.max(0, failures - 1));
}
