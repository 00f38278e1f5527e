/**
 * `npm test`: every test; `npm run test:long` adds the long runs. Arguments that are no flags choose files by part of
 * their path. Ends with `N passed, N failed`. With CI=true a test that was left out counts as failed, except for want of ../shared.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cpus } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { postgresBinaries, startPostgres } from '../test/world/postgres.ts';
import { installParts } from './debian.ts';

const args = process.argv.slice(2);
const long = args.includes('--long');
const chosen = args.filter((arg) => !arg.startsWith('--'));
const strict = process.env['CI'] === 'true';
// Programs that tests start write umlauts, whatever the machine says.
process.env['LC_ALL'] ??= 'C.UTF-8';

const all = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'])
  .sort()
  .filter((file) => long || !file.endsWith('.long.test.ts'))
  .filter((file) => chosen.length === 0 || chosen.some((part) => file.includes(part)));

const isPure = (file: string) => file.startsWith('src/') && !file.endsWith('.db.test.ts') && !file.endsWith('.long.test.ts');
/**
 * These keep time by the clock, or kill and stop what they test: only two of them run at a time and nothing else, in this order, so that
 * one that reckons has one that waits beside it.
 */
const KEEP_TIME = [
  'walks/kill.',
  'walks/ownfaults.',
  'walks/nodes.',
  'walks/failover.',
  'walks/soak.',
  'walks/siteoffline.',
  'browser/offline.',
  'walks/fulldisk.',
  'walks/signals.',
  'walks/alerting.',
  'walks/checks.',
  'walks/polling.',
  'walks/escalation.',
  'walks/call.',
  'walks/incident.',
].map((start) => `test/${start}`);
const turnOf = (file: string) => KEEP_TIME.findIndex((start) => file.startsWith(start));
const atTheRim = (file: string) => !isPure(file) && !file.endsWith('.db.test.ts') && turnOf(file) < 0;
const inBrowser = (file: string) => atTheRim(file) && file.startsWith('test/browser/');
/** Features and walks wait for real programs more than they reckon; browsers do not. */
const CORES = cpus().length;
const WAITING = 2 * CORES;
/** Cheap ones first, so that a simple mistake shows early; the browser last. */
const groups: { readonly name: string; readonly files: string[]; readonly concurrency: number }[] = [
  { name: 'features', files: all.filter(isPure), concurrency: WAITING },
  { name: 'stores on both databases', files: all.filter((file) => file.endsWith('.db.test.ts')), concurrency: WAITING },
  { name: 'house and walks', files: all.filter((file) => atTheRim(file) && !inBrowser(file)), concurrency: WAITING },
  { name: 'walks that keep time', files: all.filter((file) => turnOf(file) >= 0).sort((a, b) => turnOf(a) - turnOf(b)), concurrency: 2 },
  { name: 'browser', files: all.filter(inBrowser), concurrency: CORES },
];

type Counts = { passed: number; failed: string[]; leftOut: string[] };

async function runGroup(files: string[], concurrency: number, counts: Counts): Promise<void> {
  if (files.length === 0) return;
  // A file that hangs fails, instead of holding up everything behind it. Long runs kill servers for more than an hour.
  const stream = run({ files, concurrency, timeout: long ? 10_800_000 : 600_000 });
  stream.on('test:pass', ({ name, details, skip }) => {
    if (skip === undefined || skip === false) counts.passed += details.type === 'suite' ? 0 : 1;
    else counts.leftOut.push(`${name} (${skip === true ? 'no reason given' : skip})`);
  });
  stream.on('test:fail', ({ name, file, details }) => {
    if (details.type !== 'suite') counts.failed.push(`${name}  ${file ?? ''}`);
  });
  const reporter = new spec();
  stream.compose(reporter).pipe(process.stdout, { end: false });
  await new Promise<void>((resolve, reject) => {
    reporter.once('end', resolve);
    reporter.once('error', reject);
  });
}

const stillMissing = installParts();
if (stillMissing.length > 0)
  console.log(
    `Not installed, so the tests that need them are left out: ${stillMissing.join(', ')} (apt-get install ${stillMissing.join(' ')})`,
  );

if (all.some((file) => file.startsWith('test/'))) {
  const built = spawnSync(process.execPath, ['scripts/run.mjs', '--web'], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(1);
}

const postgres = postgresBinaries() ? await startPostgres() : undefined;
if (postgres) process.env['KRISENFEST_TEST_POSTGRES'] = String(postgres.port);

const counts: Counts = { passed: 0, failed: [], leftOut: [] };
for (const { name, files, concurrency } of groups) {
  if (files.length > 0) console.log(`\n── ${name} (${files.length} files)`);
  await runGroup(files, concurrency, counts);
}
await postgres?.stop();

const unexcused = counts.leftOut.filter((line) => !line.includes('shared'));
if (counts.leftOut.length > 0) console.log(`\nLeft out:\n${counts.leftOut.map((line) => `  ${line}`).join('\n')}`);
if (strict) counts.failed.push(...unexcused.map((line) => `left out: ${line}`));
if (counts.failed.length > 0) console.log(`\nFailed:\n${counts.failed.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${counts.passed} passed, ${counts.failed.length} failed`);
process.exit(counts.failed.length === 0 && counts.passed > 0 ? 0 : 1);
