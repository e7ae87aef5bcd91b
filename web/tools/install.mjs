// `npm ci`, once for each lock file: node tools/install.mjs [NPM]. Says what to do when it cannot.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.argv[2] ?? 'npm';
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 18 || (major === 18 && minor < 13)) {
  console.error(`The web app needs node 18.13 or newer; this is ${process.versions.node}. Debian 12: apt-get install nodejs npm`);
  process.exit(1);
}
const stamp = join(web, 'node_modules', '.of-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(web, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) process.exit(0);

const env = { ...process.env, CI: 'true', NODE_ENV: 'development', NO_UPDATE_NOTIFIER: '1' };
const ran = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], {
  cwd: web,
  env,
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (ran.status !== 0) {
  console.error(
    '\nThe packages of the web app could not be fetched (the npm registry did not answer, or a file was damaged on the way).\n' +
      'Nothing else is wrong with this tree. With a network:  cd web && npm ci --ignore-scripts\n' +
      'Behind a mirror:  npm config set registry https://...\n' +
      'Without the web app (all commands work; `sinew serve` answers but shows no pages):  cmake --preset release -DSINEW_WEB=OFF',
  );
  process.exit(1);
}
writeFileSync(stamp, lock);
