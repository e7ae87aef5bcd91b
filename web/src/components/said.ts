// The words of the components themselves.
import list from '$/words/interface.json';
import { speaker } from '$/words/words';

export const words = speaker(list);
