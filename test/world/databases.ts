import { after, describe } from 'node:test';
import { migrate } from '../../src/db/migrate.ts';
import { type Database, openDatabase } from '../../src/db/open.ts';
import { keyring } from '../../src/db/secrets.ts';
import { type UnitOfWork, unitOfWork } from '../../src/db/work.ts';
import { type Id, newId } from '../../src/kernel/id.ts';
import { type TestClock, testClock } from './clock.ts';
import { type PostgresServer, postgresBinaries, sharedPostgres } from './postgres.ts';

export type TestDatabase = UnitOfWork & {
  readonly database: Database;
  readonly clock: TestClock;
  readonly org: Id;
  /** Adds another organisation, for what must not show in this one, and gives its id. */
  another(): Promise<Id>;
  readonly postgres: boolean;
};

/**
 * Runs the same tests on both databases: `onBothDatabases('checks', (open) => { test('…', async () => { const { work, org } = await open(); … }); })`.
 * `open()` gives a new, migrated, empty database with one organisation's id; it is closed after the tests.
 */
export function onBothDatabases(name: string, tests: (open: () => Promise<TestDatabase>) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    const missing = kind === 'postgres' && !postgresBinaries() ? 'PostgreSQL is not installed (apt-get install postgresql)' : false;
    describe(`${name} on ${kind}`, { skip: missing }, () => {
      const opened: Database[] = [];
      let server: Promise<PostgresServer> | undefined;
      after(async () => {
        for (const database of opened) await database.close();
        await (await server)?.stop();
      });
      tests(async () => {
        if (kind === 'postgres') server ??= sharedPostgres();
        const database = openDatabase(
          server ? { kind: 'postgres', url: await (await server).createMigrated() } : { kind: 'sqlite', file: ':memory:' },
        );
        opened.push(database);
        await migrate(database);
        const clock = testClock();
        const add = async (slug: string, name: string) => {
          const id = newId(clock.now());
          const row = { id, slug, name, zone: 'Europe/Berlin', language: 'de', created_at: clock.now(), settings: '{}' };
          await database.db.insertInto('organisation').values(row).execute();
          return id;
        };
        const org = await add('firma', 'Firma');
        const { work, workAcross } = unitOfWork(database, clock, keyring(new Uint8Array(32).fill(7)), () => undefined);
        return { database, clock, org, another: () => add('andere', 'Andere'), work, workAcross, postgres: kind === 'postgres' };
      });
    });
  }
}
