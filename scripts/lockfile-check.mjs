#!/usr/bin/env node
// Says which optional platform packages a package-lock.json lacks, so that `npm ci` works on every platform.
// Usage: lockfile-check.mjs package-lock.json   (exit 1 when a package lacks some of its platforms)
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'));
const installed = Object.keys(packages);
let lacking = 0;
for (const [path, entry] of Object.entries(packages)) {
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter(
    (name) => !installed.some((p) => p.endsWith(`node_modules/${name}`)),
  );
  if (missing.length === 0) continue;
  lacking++;
  console.log(`${path || '(root)'} ${entry.version}: ${missing.length} missing: ${missing.join(' ')}`);
}
process.exit(lacking ? 1 : 0);
