// Contrast of every pair of tokens that carries text, in the four dresses (WCAG 2.2: 4.5 for text, 3 for edges; 7 in high contrast).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const css = readFileSync(join(process.env['SINEW_WEB'] ?? '.', 'src/design/tokens.css'), 'utf8');
function block(selector: string): Record<string, string> {
  const at = css.indexOf(`${selector} {`);
  assert.ok(at >= 0, selector);
  const inside = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at));
  return Object.fromEntries([...inside.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const light = block(':root');
const dark = { ...light, ...block(":root[data-theme='dark']") };
const more = block(":root[data-contrast='more']");
const dresses: [string, Record<string, string>, number, number][] = [
  ['light', light, 4.5, 3],
  ['dark', dark, 4.5, 3],
  ['light, high contrast', { ...light, ...more }, 7, 4.5],
  ['dark, high contrast', { ...dark, ...more, ...block(":root[data-theme='dark'][data-contrast='more']") }, 7, 4.5],
];
const texts: [string, string[]][] = [
  ['ink', ['paper', 'card', 'pine-wash', 'sky-wash', 'amber-wash', 'red-wash', 'clay-wash']],
  ['soft', ['paper', 'card', 'pine-wash', 'sky-wash']],
  ['pine', ['paper', 'card', 'pine-wash']],
  ['sky', ['paper', 'card', 'sky-wash']],
  ['amber', ['paper', 'card', 'amber-wash']],
  ['red', ['paper', 'card', 'red-wash']],
  ['clay', ['paper', 'card', 'clay-wash']],
  ['on-pine', ['pine']],
  ['on-clay', ['clay']],
  ['on-sky', ['sky']],
  ['on-red', ['red']],
];

for (const [name, tokens, least, leastEdge] of dresses)
  test(`contrast, ${name}`, () => {
    for (const [front, backs] of texts)
      for (const back of backs) {
        const measured = contrast(tokens[front] ?? '', tokens[back] ?? '');
        assert.ok(measured >= least, `${front} on ${back}: ${measured.toFixed(2)} < ${least}`);
      }
    for (const back of ['paper', 'card']) {
      const measured = contrast(tokens['edge'] ?? '', tokens[back] ?? '');
      assert.ok(measured >= leastEdge, `edge on ${back}: ${measured.toFixed(2)} < ${leastEdge}`);
    }
  });

test('the measured contrasts that design promises', () => {
  assert.ok(contrast('#000000', '#FFFFFF') > 20.99);
  assert.equal(contrast(light['ink'] ?? '', light['card'] ?? '').toFixed(1), '14.7');
  assert.equal(contrast(light['pine'] ?? '', light['card'] ?? '').toFixed(1), '6.0');
});
