// Unit tests: every src/**/*.test.ts, bundled by esbuild (Vite brings it), run by node's own test runner.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(web, 'node_modules', '.unit');
function tests(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? tests(join(folder, one.name)) : one.name.endsWith('.test.ts') ? [join(folder, one.name)] : [],
  );
}
const wanted = process.argv.slice(2);
const files = tests(join(web, 'src')).filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: files,
  outdir: out,
  outbase: join(web, 'src'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  // Browsers have it; Debian's Node 18 does not.
  banner: { js: "import { webcrypto } from 'node:crypto'; globalThis.crypto ??= webcrypto;" },
  alias: { $: join(web, 'src') },
  define: { 'import.meta.env.DEV': 'false' },
  logLevel: 'warning',
});
const built = files.map((file) => join(out, relative(join(web, 'src'), file).replace(/\.ts$/, '.mjs')));
const ran = spawnSync(process.execPath, ['--test', ...built], { stdio: 'inherit', env: { ...process.env, SINEW_WEB: web } });
process.exit(ran.status ?? 1);
