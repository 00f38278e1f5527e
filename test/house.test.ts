import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';

/** The rules of the house (docs/adr/0002): who may import whom, and what no file may say. */
const root = join(import.meta.dirname, '..');
const ROOMS = ['know', 'prepare', 'watch', 'act', 'learn'];
const ADAPTER_FOLDERS = ['probes', 'channels', 'publishers', 'switches', 'resolvers', 'feeds', 'readers'];
/** Side-effect-free packages that pure files may use. */
const PURE_PACKAGES = ['zod', 'tldts', 'temporal-polyfill', 'htmlparser2', 'csv-parse/sync', 'yaml'];

type Role = 'kernel' | 'config' | 'pure' | 'texts' | 'contract' | 'adapter' | 'outbound' | 'db' | 'store' | 'shell' | 'web' | 'top';

const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts'));

function roleOf(file: string): Role {
  const path = file.split('/').slice(1);
  const name = path.at(-1) ?? '';
  if (path.length === 1) return name === 'config.ts' ? 'config' : 'top';
  if (path[0] === 'cli') return 'top';
  if (path.includes('web')) return 'web';
  if (path[0] === 'kernel') return 'kernel';
  if (path[0] === 'outbound') return 'outbound';
  if (path[0] === 'db') return 'db';
  if (path[0] === 'print') return 'shell';
  if (path[0] === 'http' || path[0] === 'jobs') return name.endsWith('.contract.ts') ? 'contract' : 'shell';
  if (/\.(http|jobs|on|cases|worker)\.ts$/.test(name)) return 'shell';
  if (name.endsWith('.store.ts')) return 'store';
  if (name.endsWith('.contract.ts')) return 'contract';
  if (name.endsWith('.texts.ts')) return 'texts';
  if (path.some((part) => ADAPTER_FOLDERS.includes(part))) return 'adapter';
  return 'pure';
}

const SERVER_ONLY_PURE = /^src\/(trust\/(people\/password|tokens\/(secret|inbound))\.ts)$/;

/** Which roles a role may import, besides what is said on `db/work.ts` below. */
const allowed: Readonly<Record<Role, readonly Role[]>> = {
  kernel: ['kernel'],
  config: ['kernel', 'db'],
  pure: ['kernel', 'pure', 'texts'],
  texts: ['kernel', 'pure', 'texts'],
  contract: ['kernel', 'pure', 'contract', 'texts'],
  adapter: ['kernel', 'pure', 'texts', 'outbound', 'adapter'],
  outbound: ['kernel', 'outbound'],
  db: ['kernel', 'db'],
  store: ['kernel', 'pure', 'texts', 'store', 'db', 'contract'],
  shell: ['kernel', 'pure', 'texts', 'contract', 'adapter', 'store', 'shell', 'outbound'],
  web: ['kernel', 'pure', 'texts', 'contract', 'web'],
  top: ['kernel', 'config', 'pure', 'texts', 'contract', 'adapter', 'outbound', 'db', 'store', 'shell', 'top'],
};

/** Files of the database that shells may see: the unit of work, leases, keys. */
const DB_FOR_SHELLS = ['src/db/work.ts', 'src/db/claim.ts', 'src/db/secrets.ts', 'src/db/files.ts', 'src/db/saving.ts'];

/** Who may work across organisations: jobs, trust, and the sector report. */
const ACROSS =
  /^src\/(jobs|trust|http|db)\/|\.jobs\.ts$|^src\/main\.ts$|^src\/cli\/|^src\/watch\/checks\/heartbeats\.|^src\/watch\/outlets\/outlets\.http\.ts$|^src\/watch\/signals\/inbound\.http\.ts$|^src\/act\/(alerting\/(alerting|screen)|darksite\/darksite)\.http\.ts$|^src\/learn\/reports\/sector\.http\.ts$/;

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, type, fixed, dynamic]) => ({
    from: file,
    to: fixed ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }));
}

const resolved = ({ from, to }: Import): string | undefined =>
  to.startsWith('.') ? relative(root, normalize(join(root, dirname(from), to.replace(/\?.*$/, '')))).replaceAll('\\', '/') : undefined;

const imports = files.flatMap(importsOf);
const inside = imports.flatMap((one) => {
  const target = resolved(one);
  return target !== undefined && target.startsWith('src/') && /\.tsx?$/.test(target) ? [{ ...one, target }] : [];
});

const roomOf = (file: string): string | undefined => ROOMS.find((room) => file.startsWith(`src/${room}/`));

test('the rules see the files', () => {
  assert.ok(files.length > 60, `only ${files.length} files found`);
  assert.ok(inside.length > 150, `only ${inside.length} imports found`);
  for (const role of ['kernel', 'pure', 'contract', 'store', 'shell', 'db', 'outbound', 'top'] as const)
    assert.ok(
      files.some((file) => roleOf(file) === role),
      `no file with the role ${role}`,
    );
});

test('every file imports only what its role may', () => {
  const wrong = inside.flatMap(({ from, target, typeOnly }) => {
    const [role, other] = [roleOf(from), roleOf(target)];
    if (allowed[role].includes(other)) return [];
    if (role === 'shell' && DB_FOR_SHELLS.includes(target)) return [];
    if ((role === 'kernel' || role === 'adapter') && typeOnly && other === 'pure') return [];
    return [`${from} (${role}) imports ${target} (${other})`];
  });
  assert.deepEqual(wrong, []);
});

test('a room imports earlier rooms only; trust imports no room', () => {
  const wrong = inside.flatMap(({ from, target }) => {
    const [role, other] = [roleOf(from), roleOf(target)];
    const [room, otherRoom] = [roomOf(from), roomOf(target)];
    if (otherRoom === undefined) return [];
    if (
      from.startsWith('src/trust/') ||
      from.startsWith('src/http/') ||
      from.startsWith('src/jobs/') ||
      from.startsWith('src/kernel/') ||
      from.startsWith('src/db/')
    )
      return [`${from} imports the room of ${target}`];
    if (room === undefined || room === otherRoom) return [];
    if (role === 'web')
      return ['contract', 'pure', 'texts', 'kernel'].includes(other) ? [] : [`${from} imports ${target}: a screen of another room`];
    return ROOMS.indexOf(otherRoom) < ROOMS.indexOf(room)
      ? []
      : [`${from} imports ${target}: rooms go know ← prepare ← watch ← act ← learn`];
  });
  assert.deepEqual(wrong, []);
});

test('pure files know no clock, no machine and no packages with effects', () => {
  const wrong = files
    .filter((file) => ['pure', 'texts', 'contract'].includes(roleOf(file)) && !SERVER_ONLY_PURE.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const clock = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.|\blocalStorage\b/.exec(text);
      const packages = importsOf(file)
        .filter(({ to, typeOnly }) => !typeOnly && !to.startsWith('.') && !PURE_PACKAGES.includes(to))
        .map(({ to }) => `imports ${to}`);
      return [...(clock ? [`says ${clock[0]}`] : []), ...packages].map((what) => `${file} ${what}`);
    });
  assert.deepEqual(wrong, []);
});

test('sockets to others open in src/outbound only', () => {
  const openers = new Set(
    ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises'].flatMap((name) => [name, `node:${name}`]),
  );
  const wrong = imports.filter(
    ({ from, to, typeOnly }) => !typeOnly && openers.has(to) && roleOf(from) !== 'outbound' && !from.startsWith('src/cli/'),
  );
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('the environment is read in config.ts only', () => {
  const wrong = files.filter((file) => file !== 'src/config.ts' && /process\.env\b/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(wrong, []);
});

test('only jobs, trust and a short list work across organisations', () => {
  const wrong = files.filter((file) => !ACROSS.test(file) && /\bworkAcross\b/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(wrong, []);
});

test('the browser gets no node module, the server no browser package', () => {
  const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    if (typeOnly) return false;
    if (roleOf(from) === 'web') return builtin.has(to);
    return /^(react|react-dom|@mantine\/|@xyflow\/|@dagrejs\/|uplot|idb|wouter|@tanstack\/)/.test(to);
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});

test('no import goes in a circle', () => {
  const graph = Map.groupBy(
    inside.filter((one) => !one.typeOnly),
    (one) => one.from,
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const { target } of graph.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  assert.deepEqual(circles, []);
});

test('files stay small: median ≤ 90 lines, nine of ten ≤ 250', () => {
  const lengths = files.map((file) => readFileSync(join(root, file), 'utf8').split('\n').length).sort((a, b) => a - b);
  const at = (share: number) => lengths[Math.floor(lengths.length * share)] ?? 0;
  assert.ok(at(0.5) <= 90, `median ${at(0.5)}`);
  assert.ok(at(0.9) <= 250, `ninth tenth ${at(0.9)}`);
});

test('no vague names', () => {
  assert.deepEqual(
    files.filter(
      (file) => /(utils?|helpers?|manager|misc|common|service)\.(ts|tsx)$/i.test(file) || /\/(utils?|helpers?|common)\//.test(file),
    ),
    [],
  );
});
