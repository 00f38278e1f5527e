/**
 * `npm run check`: format, lint, both type checks, house rules, dead code, lockfile; says which failed, in one run.
 * `npm run format` writes the format instead of checking it.
 */
import { spawnSync } from 'node:child_process';

const fix = process.argv.includes('--fix');
const bin = (name: string) => `node_modules/.bin/${name}`;
const node = process.execPath;

const steps: [name: string, command: string, args: string[]][] = fix
  ? [['format', bin('biome'), ['check', '--write', '.']]]
  : [
      ['format', bin('biome'), ['check', '.']],
      ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '.']],
      ['types (server)', bin('tsc'), ['-p', 'tsconfig.json']],
      ['types (web)', bin('tsc'), ['-p', 'tsconfig.web.json']],
      ['house', node, ['--test', '--test-reporter=dot', 'test/house.test.ts']],
      ['dead code', bin('knip'), ['--no-progress']],
      ['lockfile', node, ['scripts/lockfile-check.mjs', 'package-lock.json']],
    ];

const failed: string[] = [];
for (const [name, command, args] of steps) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (done.status === 0) {
    console.log(`ok      ${name}`);
    continue;
  }
  failed.push(name);
  console.log(`FAILED  ${name}\n${done.stdout}${done.stderr}${done.error ? String(done.error) : ''}`);
}
if (failed.length > 0) {
  console.log(`\n${failed.length} of ${steps.length} failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
