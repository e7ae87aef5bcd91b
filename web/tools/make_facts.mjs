// Writes src/staff/facts.json: what a record knows (knowledge/schema, screening/questions.csv) with its words in both languages (knowledge/text); --check only compares (a test).
import { readFileSync, writeFileSync } from 'node:fs';

const knowledge = new URL('../../knowledge/', import.meta.url);
const place = new URL('../src/staff/facts.json', import.meta.url);
const read = (name) => readFileSync(new URL(name, knowledge), 'utf8');
const schema = JSON.parse(read('schema/record.schema.json')).properties;
const words = JSON.parse(read('text/questions.json')).strings;
const order = read('screening/questions.csv').trim().split('\n').slice(1).map((line) => line.split(','));

/** "systolic pressure (mmHg)" is a name and a unit; "PHQ-9 total (0–27)" is a name. */
function parted(text) {
  const found = /^(.*?)\s*[（(]([^()（）]*)[)）]$/.exec(text);
  return found && !/\d/.test(found[2].replace(/H₂O|m²/g, '')) ? [found[1], found[2]] : [text, ''];
}
function entry(where, fact, group, rule, said, more = {}) {
  const label = words[`question.${said}.label`];
  if (!label) throw new Error(`no words for ${said}`);
  const [en, unit_en] = parted(label.en);
  const [zh, unit_zh] = parted(label.zh);
  const type = [rule.type].flat();
  const kind = rule.enum ? 'choice' : type.includes('boolean') ? 'yes_no' : type.includes('number') || type.includes('integer') ? 'number' : 'date';
  return {
    where, fact, group, kind, en, zh, ...(unit_en ? { unit_en } : {}), ...(unit_zh || unit_en ? { unit_zh: unit_zh || unit_en } : {}),
    ...(kind === 'number' ? { lowest: rule.minimum, highest: rule.maximum, whole: type.includes('integer') } : {}),
    ...(kind === 'choice' ? { values: rule.enum.filter(Boolean).map((value) => ({ value, ...words[`question.${said}.value.${value}`] })) } : {}),
    ...more,
  };
}
const facts = order
  .filter(([fact]) => fact !== 'age' && fact !== 'sex') // they follow from what is written of the person
  .map(([fact, group]) => {
    const rule = schema.facts.properties[fact];
    return entry('facts', fact, group, rule.anyOf[0], fact, /null = never/.test(rule.description) ? { never: true } : {});
  });
const person = ['birth_date', 'age', 'sex', 'height_cm', 'weight_kg', 'mvpa_min_week', 'peak_mets', 'hr_max_measured'].map((fact) =>
  entry('person', fact, 'person', schema.person.properties[fact], `person.${fact}`));
const lists = ['cautions', 'goals', 'equipment'].map((list) => ({
  list, ...words[`question.${list}.label`], values: schema[list].items.enum.map((value) => ({ value, ...(words[`question.${list}.value.${value}`] ?? { en: value, zh: value }) })),
}));
const text = `{\n "facts": [\n${[...person, ...facts].map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n ],\n "lists": [\n${lists.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n ]\n}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(place, 'utf8') !== text) {
    console.error('web/src/staff/facts.json is not what knowledge/ says. In web/: npm run facts');
    process.exit(1);
  }
  console.log('The facts are current.');
} else writeFileSync(place, text);
