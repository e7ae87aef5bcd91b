import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { atAGlance, corrected, factOf, kinds, type FactKind, sayFact } from './record';

const kind = (fact: string) => kinds.find((one) => one.fact === fact) as FactKind;
const words = { yes: 'yes', no: 'no' };
const record = {
  assessed_at: '2026-11-20T09:00:00Z',
  person: { age: 30 },
  facts: {
    sbp: { value: 128, observed_at: '2026-11-22', source: 'LOINC 8480-6' }, moud: 'methadone', moud_dose_mg: 60, anticoagulant: false, beta_blocker: null,
    overdose_hours_ago: null, hiv: true, bone_status: 'normal', hr: { invalid: 'unit not known' },
  },
};

test('a fact is said, not known, never, unreadable or not there', () => {
  assert.deepEqual(['sbp', 'beta_blocker', 'overdose_hours_ago', 'hr', 'dbp', 'anticoagulant'].map((fact) => factOf(record, kind(fact)).state), ['said', 'not_known', 'never', 'invalid', 'absent', 'said']);
  const sbp = factOf(record, kind('sbp'));
  assert.deepEqual([sayFact(sbp, 'en', words), sayFact(sbp, 'zh', words), sbp.at, sbp.source], ['128 mmHg', '128 mmHg', '2026-11-22', 'LOINC 8480-6']);
  assert.equal(factOf(record, kind('moud')).at, record.assessed_at);
  assert.equal(sayFact(factOf(record, kind('anticoagulant')), 'en', words), 'no');
});
test('a correction touches one fact; not known is null, no is false', () => {
  const after = corrected(record, kind('sbp'), 140, '2026-11-24');
  assert.deepEqual(after, { ...record, facts: { ...record.facts, sbp: { value: 140, observed_at: '2026-11-24' } } });
  assert.equal((corrected(record, kind('anticoagulant'), null, '2026-11-24')['facts'] as { anticoagulant: unknown }).anticoagulant, null);
  assert.deepEqual((corrected(record, kind('hiv'), false, null)['facts'] as { hiv: unknown }).hiv, { value: false });
});
test('at a glance: what is there, what is taken, and what nobody knows', () => {
  const seen = atAGlance(record);
  assert.deepEqual([seen.conditions, seen.medicines].map((all) => all.map((fact) => fact.kind.fact)), [['hiv'], ['moud', 'moud_dose_mg']]);
  assert.ok(seen.unknown.some((fact) => fact.kind.fact === 'beta_blocker') && !seen.unknown.some((fact) => fact.kind.fact === 'anticoagulant'));
});
test('the facts and their words are those of knowledge/', () => {
  const told = spawnSync(process.execPath, [join(process.env['SINEW_WEB'] ?? '.', 'tools/make_facts.mjs'), '--check'], { encoding: 'utf8' });
  assert.equal(told.status, 0, told.stderr);
});
