// Writes the files of the built web app as C++ tables: node tools/embed.mjs FILES FOLDER
// web_files.S (.incbin of each), web_files_extern.inc, web_files.inc: rows of sinew::server::WebFile.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? walk(join(folder, one.name)) : [join(folder, one.name)],
  );

const pressed = join(to, 'pressed');
rmSync(pressed, { recursive: true, force: true });
mkdirSync(pressed, { recursive: true });
let assembly = '    .section .rodata\n';
let externs = '';
let table = '';
const name = (file) => '/' + relative(from, file).split(sep).join('/');
const files = walk(from).sort((a, b) => (name(a) < name(b) ? -1 : 1));
files.forEach((file, n) => {
  const type = types[extname(file)];
  if (!type) throw new Error(`${file}: a kind of file that web/tools/embed.mjs does not know`);
  const bytes = readFileSync(file);
  const small = gzipSync(bytes, { level: 9 });
  const worth = type !== 'image/png' && small.length < bytes.length * 0.9;
  const parts = [[`sinew_web_${n}`, file]];
  if (worth) {
    const place = join(pressed, `${n}.gz`);
    writeFileSync(place, small);
    parts.push([`sinew_web_gz_${n}`, place]);
  }
  for (const [symbol, path] of parts) {
    assembly += `    .global ${symbol}\n    .global ${symbol}_end\n    .balign 16\n${symbol}:\n    .incbin "${path}"\n${symbol}_end:\n    .byte 0\n`;
    externs += `extern "C" const char ${symbol}[];\nextern "C" const char ${symbol}_end[];\n`;
  }
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const forEver = name(file).startsWith('/assets/'); // its name holds the hash of its content
  const gz = worth ? `between(sinew_web_gz_${n}, sinew_web_gz_${n}_end)` : '{}';
  table += `{"${name(file)}", "${type}", "${tag}", ${forEver}, between(sinew_web_${n}, sinew_web_${n}_end), ${gz}},\n`;
});
assembly += '    .section .note.GNU-stack,"",@progbits\n';
writeFileSync(join(to, 'web_files.S'), assembly);
writeFileSync(join(to, 'web_files_extern.inc'), externs);
writeFileSync(join(to, 'web_files.inc'), table);
