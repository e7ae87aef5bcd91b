// Every package of the lock file may run on Debian 12's Node 18 and has an exact version; nothing else is asked of a machine.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const faults = [];
const own = read('package.json');
for (const [name, version] of Object.entries({ ...own.dependencies, ...own.devDependencies }))
  if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`package.json: ${name} ${version}: give an exact version`);

/** Whether 18.19.0 meets a range such as "^18 || >=20". */
function meets(range) {
  return range.split('||').some((part) =>
    part.replace(/([<>=^~])\s+/g, '$1').trim().split(/\s+(?=[<>=^~\d])/).every((rule) => {
      const [, sign = '', numbers = '0'] = /^(>=|>|<=|<|\^|~|=)?\s*v?([\d.x*]+)/.exec(rule.trim()) ?? [];
      const [major = 0, minor = 0] = numbers.split('.').map((one) => (one === 'x' || one === '*' ? 0 : Number(one)));
      const order = 18 - major || (numbers.includes('.') ? 19 - minor : 0);
      if (rule.trim() === '*' || numbers === '*') return true;
      if (sign === '>=') return order >= 0;
      if (sign === '>') return order > 0;
      if (sign === '<=') return order <= 0;
      if (sign === '<') return order < 0;
      return major === 18 && (sign === '~' ? minor === 19 : minor <= 19);
    }),
  );
}
for (const [rule, wanted] of [['^18.0.0 || >=20', true], ['>=20', false], ['>=16.0.0', true], ['^20.19.0 || >=22.12.0', false], ['>= 14', true], ['^14 || ^16', false], ['>=12 <20', true], ['*', true]])
  if (meets(rule) !== wanted) faults.push(`check_packages misreads "${rule}"`);

for (const [place, one] of Object.entries(read('package-lock.json').packages)) {
  if (!place) continue;
  const node = Array.isArray(one.engines) ? undefined : one.engines?.node;
  if (node && !one.optional && !meets(node)) faults.push(`${place} ${one.version} asks for node ${node}: pin an older one`);
  if (!one.integrity) faults.push(`${place}: no digest in the lock file`);
}
for (const fault of faults) console.error(fault);
console.log(`${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
