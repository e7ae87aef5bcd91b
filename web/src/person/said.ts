// The words of the person's screens.
import list from '$/words/person.json';
import { speaker } from '$/words/words';

export const say = speaker(list);
