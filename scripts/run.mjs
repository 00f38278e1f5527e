#!/usr/bin/env node
// The starter: works as the first command on a fresh clone, with any Node from 18 on and no dependency installed.
// 1. installs what package-lock.json names, when that changed; 2. finds a Node new enough for the product;
// 3. builds the interface for `serve`, when its sources changed; 4. runs the given file with that Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = [24, 15];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const digest = (text) => createHash('sha256').update(text).digest('hex');
const readOr = (path, other) => (existsSync(path) ? readFileSync(path, 'utf8') : other);

function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}

function install() {
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.krisenfest-installed');
  const wanted = digest(readFileSync(lock, 'utf8') + process.platform + process.arch);
  if (readOr(stamp, '') === wanted) return;
  console.error('Installing what krisenfest needs (once) …');
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (done.status !== 0) fail('The installation failed: see the lines above. Is the package registry reachable, and is the disk not full?');
  writeFileSync(stamp, wanted);
}

const newEnough = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
};

/** The path of a Node that can run the product: this one, or the one that came as an optional package. */
function findNode() {
  if (newEnough(process.version)) return process.execPath;
  const os = { linux: 'linux', win32: 'win', darwin: 'darwin' }[process.platform];
  const names = [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`];
  for (const name of names) {
    for (const file of [join('bin', 'node'), join('bin', 'node.exe')]) {
      const path = join(root, 'node_modules', name, file);
      if (!existsSync(path)) continue;
      const answer = spawnSync(path, ['--version'], { encoding: 'utf8' });
      if (answer.status === 0 && newEnough(answer.stdout.trim())) return path;
    }
  }
  return fail(
    `krisenfest needs Node ${NEEDED.join('.')} or newer; here is ${process.version}, and no packaged Node for ${process.platform}-${process.arch} starts. Please install a newer Node.`,
  );
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (!entry.name.endsWith('.test.ts')) yield path;
  }
}

/** Builds the interface when one of its sources is newer than the last build; a build shipped without sources is left alone. */
function buildWeb(node) {
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const stamp = join(root, 'build', 'web.stamp');
  const listing = [...sources(join(root, 'src')), join(root, 'vite.config.ts'), join(root, 'package-lock.json')]
    .sort()
    .map((path) => {
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    })
    .join('\n');
  if (readOr(stamp, '') === digest(listing) && existsSync(join(root, 'build', 'web', 'index.html'))) return;
  console.error('Building the interface …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) fail('The interface could not be built: see the lines above.');
  writeFileSync(stamp, digest(listing));
}

/**
 * A thousand checks a second leave a thousand closed connections a second, which stay in memory until it is collected as a whole (ADR 0026):
 * a young generation of fixed size, and a whole collection as soon as the old one has grown by 40 %, take a third less memory.
 */
const MEMORY = ['--max-semi-space-size=16', '--heap-growing-percent=40'];

install();
const node = findNode();
let args = process.argv.slice(2);
const webOnly = args[0] === '--web';
const file = args[0] ?? 'src/cli.ts';
if (webOnly || file.endsWith('bench.ts') || (file.endsWith('cli.ts') && args[1] === 'serve' && !args.includes('--help'))) buildWeb(node);
if (!webOnly) {
  args = [join(root, file), ...args.slice(1)];
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...MEMORY, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // Node keeps here what it has compiled and stripped of types: the next start need not do it again.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'build', 'compile-cache'),
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
