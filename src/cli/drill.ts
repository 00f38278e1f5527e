import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ConfigError, readConfig } from '../config.ts';
import type { DatabaseLocation } from '../db/open.ts';
import type { Command } from './command.ts';
import { DrillError } from './drill/caller.ts';
import { drill, STEPS, type Step } from './drill/drill.ts';

const text = { type: 'string' } as const;
const SCENARIO = 'website-outage';

const said: Readonly<Record<Step, string>> = {
  outage: 'the website dies',
  detected: 'the outage is confirmed',
  opened: 'the incident is open',
  alerted: 'an alert is handed over',
  acknowledged: 'somebody has acknowledged',
  published: 'the emergency website is switched on',
  visible: 'visitors see it',
  recovered: 'the website is back',
  'stood-down': 'the incident has ended',
};

/** A schema of its own in the given database, gone afterwards, so that a drill touches nothing that is there. */
async function ownSchema(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `krisenfest_drill_${process.pid}_${Date.now()}`;
  const run = async (statement: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create schema ${name}`);
  const own = new URL(url);
  own.searchParams.set('options', `-c search_path=${name}`);
  return { url: own.toString(), drop: () => run(`drop schema ${name} cascade`) };
}

export const drillCommand: Command = {
  name: 'drill',
  summary: 'Play an emergency on this machine, from the outage to the report, with real parts.',
  usage: `krisenfest drill [--scenario ${SCENARIO}] [--database URL] [--json]

Starts a small company's website, a mail server and a webhook receiver on this machine, kills the website, and goes once
around the loop. Nothing leaves the machine. With --database it works in a schema of its own, which it removes again.`,
  run: async (args, io) => {
    const { values } = parseArgs({ args, options: { scenario: text, database: text, json: { type: 'boolean' } } });
    if (values.scenario !== undefined && values.scenario !== SCENARIO)
      throw new ConfigError(`--scenario: there is no scenario "${values.scenario}". There is: ${SCENARIO}.`);
    const folder = mkdtempSync(join(tmpdir(), 'krisenfest-drill-'));
    const report = join(tmpdir(), `krisenfest-drill-${process.pid}-${Date.now()}.pdf`);
    const configured = readConfig({ database: values.database, data: folder }, {}).database;
    const schema = configured.kind === 'postgres' ? await ownSchema(configured.url) : undefined;
    const database: DatabaseLocation = schema
      ? { kind: 'postgres', url: schema.url }
      : { kind: 'sqlite', file: join(folder, 'krisenfest.db') };
    try {
      const result = await drill(folder, database, report, (where, error) =>
        io.err(`${where}: ${error instanceof Error ? error.message : String(error)}`),
      );
      const missing = STEPS.filter((step) => !result.timeline.some((moment) => moment.step === step));
      if (values.json) io.out(JSON.stringify(result));
      else
        io.out(
          [
            ...result.timeline.map(({ step, atMs }) => `${(atMs / 1000).toFixed(1).padStart(6)} s  ${step.padEnd(12)} ${said[step]}`),
            '',
            `Report: ${report}`,
          ].join('\n'),
        );
      if (missing.length > 0) io.err(`Missing: ${missing.join(', ')}`);
      return missing.length === 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof DrillError)) throw error;
      io.err(error.message);
      return 1;
    } finally {
      await schema?.drop();
    }
  },
};
