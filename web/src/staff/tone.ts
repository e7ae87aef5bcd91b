// How an outcome of screening and the state of a thing are dressed. The word always stands beside the colour.
import type { IconName } from '$/components/icons';

export type Tone = 'soft' | 'pine' | 'sky' | 'amber' | 'red';

export function toneOfOutcome(outcome: string): { tone: Tone; icon: IconName } {
  switch (outcome) {
    case 'clear':
    case 'modify':
      return { tone: 'pine', icon: 'check' };
    case 'supervise':
      return { tone: 'sky', icon: 'people' };
    case 'incomplete':
    case 'not_screened':
      return { tone: 'amber', icon: 'info' };
    case 'refer_first':
      return { tone: 'amber', icon: 'caution' };
    default:
      return { tone: 'red', icon: 'halt' };
  }
}
