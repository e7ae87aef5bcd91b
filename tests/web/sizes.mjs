// What each page loads before anything is touched, gzip: the person's start page at most 100 kB of JavaScript, the staff's 250 kB.
import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const files = process.env.SINEW_WEB_FILES ?? new URL('../../web/dist', import.meta.url).pathname;

/** A page's scripts with all they import at once (dynamic imports come later, when asked for). */
function startScripts(page) {
  const html = readFileSync(join(files, page), 'utf8');
  const wanted = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((one) => one[1]);
  const seen = new Set();
  while (wanted.length) {
    const path = wanted.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const text = readFileSync(join(files, path), 'utf8');
    for (const one of text.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["'](\.{1,2}\/[^"']+\.js)["']/g)) wanted.push(join(dirname(path), one[1]));
  }
  return [...seen];
}
for (const [page, most] of [['index.html', 100], ['staff/index.html', 250]])
  test(`${page}: JavaScript at the start, gzip, at most ${most} kB`, () => {
    assert.ok(existsSync(join(files, page)));
    const scripts = startScripts(page);
    const size = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(files, path)), { level: 9 }).length, 0);
    console.log(`${page}: ${(size / 1000).toFixed(1)} kB gzip in ${scripts.length} files`);
    assert.ok(scripts.length > 0 && size <= most * 1000, `${size} bytes in ${scripts.join(' ')}`);
    if (page === 'index.html')
      for (const path of scripts) {
        assert.ok(!/uPlot|Player|Stage/.test(path), `${path}: figure and plots come when they are looked at`);
        assert.ok(!readFileSync(join(files, path), 'utf8').includes('sh_plane'), `${path}: the figure comes when it is looked at`);
      }
  });
