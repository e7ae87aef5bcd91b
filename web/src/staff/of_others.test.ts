import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sheetOf } from './class_sheet';
import { ofOthers, outcomeOfOthers, partedLimits } from './of_others';

const strings = (name: string) => (JSON.parse(readFileSync(join(process.env['SINEW_WEB'] ?? '.', '../knowledge/text', name), 'utf8')) as { strings: Record<string, { en: string; zh: string }> }).strings;

test('every sentence that keeps somebody from training has its words for staff', () => {
  const said: Record<string, { en: string; zh: string }> = { ...strings('clinic.json'), ...strings('clinical.json') };
  for (const one of ofOthers) assert.deepEqual(said[one.key], { en: one.en, zh: one.zh }, one.key);
  const mayStand = Object.keys(said).filter((key) => /^clinic\.training\.|^outcome\.(incomplete|refer_first|stop_now|not_applicable)$/.test(key));
  assert.deepEqual(mayStand.filter((key) => !ofOthers.some((one) => one.key === key)), []);
});
test('an outcome is told about somebody else, and as it came where it is not known', () => {
  assert.equal(outcomeOfOthers('refer_first', 'A clinician needs to see you first.', 'en'), 'a clinician sees them first');
  assert.equal(outcomeOfOthers('clear', '可以训练。', 'zh'), '可以训练');
  assert.equal(outcomeOfOthers('not_screened', 'as it came', 'en'), 'as it came');
});
test('why somebody waits is told apart from their limits', () => {
  assert.deepEqual(partedLimits(['A clinician needs to see you first.', 'highest intensity: moderate'], 'en'), { waits: ['a clinician sees them first'], limits: ['highest intensity: moderate'] });
});
test('the card names the number of the centre; without one the line stays to be written on', () => {
  const sheet = { emergencies: [{ title: 'Crisis', steps: ['Call ________ or tell anyone here now.'] }] };
  assert.equal(sheetOf(sheet, '000 001').emergencies[0]?.steps[0], 'Call 000 001 or tell anyone here now.');
  assert.match(sheetOf(sheet).emergencies[0]?.steps[0] ?? '', /____/);
});
