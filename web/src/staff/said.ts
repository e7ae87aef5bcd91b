// The words of the staff's pages.
import list from '$/words/staff.json';
import { speaker } from '$/words/words';

export const say = speaker(list);
export type StaffWord = keyof typeof list;
