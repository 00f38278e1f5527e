#!/usr/bin/env node
// `npx krisenfest …`: the command line, through the starter, so that it runs on the right Node.
process.argv.splice(2, 0, 'src/cli.ts');
await import('../scripts/run.mjs');
