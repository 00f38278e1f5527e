import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { caddyMissing } from '../../../../test/world/caddy.ts';
import { nginxMissing } from '../../../../test/world/nginx.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { caddy } from './caddy.ts';
import { nginx } from './nginx.ts';
import type { ProxyConfig } from './proxy.ts';

const scratch = scratchFolder('proxies');
after(() => scratch.remove());

const site = (changes: object = {}) => ({
  slug: 'firma-nord',
  names: ['firma.example', 'www.firma.example'],
  upstream: 'http://127.0.0.1:8080',
  emergency: { origin: 'http://krisenfest.firma.example:4444', path: '/emergency/firma-nord' },
  flag: '/var/lib/krisenfest/switch/firma-nord.on',
  ...changes,
});

/** Both files as an administrator would save them, below a scratch folder. */
function saved(name: string, { snippet, whole }: ProxyConfig, change: (text: string) => string): string {
  const folder = join(scratch.path, name);
  mkdirSync(folder, { recursive: true });
  const include = join(folder, 'snippet');
  writeFileSync(include, snippet.content);
  const path = join(folder, 'whole');
  writeFileSync(path, change(whole.content.replaceAll(snippet.path, include)));
  return path;
}

const local = { ...site().emergency, origin: 'http://127.0.0.1:4444' };
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin`;

test('nginx itself finds nothing wrong with what is generated', { skip: nginxMissing() }, () => {
  for (const changes of [{ emergency: local }, { emergency: { ...local, path: '' }, phone: '0431 555 0199' }]) {
    const path = saved('nginx', nginx(site(changes)), (text) => {
      const pid = join(scratch.path, 'nginx.pid');
      return `pid ${pid}; error_log stderr; events {} http { access_log off; ${text.replace('listen 80', 'listen 127.0.0.1:49151')} }`;
    });
    const { status, stderr } = spawnSync('nginx', ['-t', '-p', scratch.path, '-c', path, '-e', 'stderr'], {
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /warn/);
  }
});

test('Caddy itself finds nothing wrong with what is generated', { skip: caddyMissing() }, () => {
  for (const changes of [{}, { emergency: { ...local, path: '' } }]) {
    const path = saved('caddy', caddy(site(changes)), (text) => text);
    const env = { ...process.env, HOME: scratch.path, XDG_DATA_HOME: scratch.path, XDG_CONFIG_HOME: scratch.path };
    const { status, stderr } = spawnSync('caddy', ['validate', '--config', path, '--adapter', 'caddyfile'], { encoding: 'utf8', env });
    assert.equal(status, 0, stderr);
  }
});

test('nothing that ends a word or a line gets into a configuration', () => {
  const evil = ['x;', 'x}', 'x\ny', 'x y', 'x"', "x'", 'x$y', 'x{', '../x', '#', '`id`', ''];
  for (const word of evil) {
    const bad = [
      { slug: word },
      { names: [`${word}.example`] },
      { names: [] },
      { upstream: `http://127.0.0.1:8080/${word}` },
      { upstream: `http://${word}/` },
      { flag: `/var/${word}` },
      { flag: word },
      { emergency: { origin: `http://${word}`, path: '' } },
      { emergency: { origin: 'http://127.0.0.1:1', path: `/${word}` } },
      { phone: `${word};` },
      { retryAfter: word },
    ];
    for (const changes of bad) for (const generate of [nginx, caddy]) assert.throws(() => generate(site(changes)), JSON.stringify(changes));
  }
});

test('the steps are there in both languages and name the files', () => {
  for (const { snippet, steps } of [nginx(site()), caddy(site())]) {
    assert.equal(steps.de.length, steps.en.length);
    assert.ok(steps.de.join().includes(snippet.path) && steps.en.join().includes(snippet.path));
  }
});
