import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { alertingRoutes } from './act/alerting/alerting.http.ts';
import { alertingWorkers } from './act/alerting/alerting.jobs.ts';
import { callTreeRoutes } from './act/alerting/calltree/calltree.http.ts';
import { channelRoutes } from './act/alerting/channels.http.ts';
import { escalationRoutes } from './act/alerting/escalation/escalation.http.ts';
import { pagingRoutes } from './act/alerting/paging/paging.http.ts';
import { pagingWorker } from './act/alerting/paging/paging.jobs.ts';
import { tellNotSaving } from './act/alerting/paging/saving.on.ts';
import { pushRoutes } from './act/alerting/push/push.http.ts';
import { queuedDeliveries } from './act/alerting/queued.store.ts';
import { replyRoutes } from './act/alerting/replies/replies.http.ts';
import { screenRoutes } from './act/alerting/screen.http.ts';
import { selfTestRoutes } from './act/alerting/selftest/selftest.http.ts';
import { smsAlarmRoutes } from './act/alerting/smsalarm/smsalarm.http.ts';
import { checklistRoutes } from './act/checklists/checklists.http.ts';
import { darkSiteRoutes } from './act/darksite/darksite.http.ts';
import { darkSiteWorker } from './act/darksite/darksite.jobs.ts';
import { incidentRoutes } from './act/incidents/incidents.http.ts';
import { independenceRoutes } from './act/independence/independence.http.ts';
import { situationRoutes } from './act/situation/situation.http.ts';
import { situationLogRoutes } from './act/situationlog/situationlog.http.ts';
import { statusPageRoutes } from './act/statuspage/statuspage.http.ts';
import { statusPageWorker } from './act/statuspage/statuspage.jobs.ts';
import { migrate } from './db/migrate.ts';
import { notices } from './db/notices.ts';
import { type Database, type DatabaseLocation, openDatabase } from './db/open.ts';
import { keyring } from './db/secrets.ts';
import { serverOffset } from './db/servertime.ts';
import { type Commit, type UnitOfWork, unitOfWork } from './db/work.ts';
import { hub } from './http/hub.ts';
import { listeningAt } from './http/listening.ts';
import { savingRoutes } from './http/saving.ts';
import { serve } from './http/serve.ts';
import { streamRoutes } from './http/stream.ts';
import { type Engine, engine } from './jobs/engine.ts';
import { outboxWorker, tidyWorker } from './jobs/outbox.ts';
import { watchSaving } from './jobs/saving.ts';
import type { Clock } from './kernel/clock.ts';
import type { Endpoint } from './kernel/contract.ts';
import { duration, plus } from './kernel/instant.ts';
import { steadyClock } from './kernel/steadyclock.ts';
import { catalogueRoutes } from './know/discovery/catalogue.http.ts';
import { discoveryRoutes } from './know/discovery/discovery.http.ts';
import { scanWorker } from './know/discovery/discovery.jobs.ts';
import { repeatRoutes } from './know/discovery/repeat.http.ts';
import { repeatWorker } from './know/discovery/repeat.jobs.ts';
import { networksFrom } from './know/discovery/resolvers/shipped.ts';
import { evidenceDesk } from './know/evidence/desk.cases.ts';
import { evidenceRoutes } from './know/evidence/evidence.http.ts';
import { inventoryRoutes } from './know/inventory/inventory.http.ts';
import { longCheckRoutes } from './know/selfcheck/longcheck.http.ts';
import { selfCheckRoutes } from './know/selfcheck/selfcheck.http.ts';
import { simulationRoutes } from './know/simulation/simulation.http.ts';
import { sovereigntyRoutes } from './know/sovereignty/sovereignty.http.ts';
import { measureRoutes } from './learn/measures/measures.http.ts';
import { sectorRoutes } from './learn/reports/sector.http.ts';
import { reviewRoutes } from './learn/reviews/reviews.http.ts';
import { sampleRoutes } from './learn/sample/sample.http.ts';
import { contactRoutes } from './prepare/contacts/contacts.http.ts';
import { darkPageRoutes } from './prepare/darkpages/darkpages.http.ts';
import { planRoutes } from './prepare/plans/plans.http.ts';
import { crisisRoleRoutes } from './prepare/roles/roles.http.ts';
import { statementRoutes } from './prepare/statements/statements.http.ts';
import { printer } from './print/print.ts';
import { subscriptions } from './subscriptions.ts';
import { auditTidyWorker } from './trust/audit/audit.jobs.ts';
import { organisationRoutes } from './trust/organisations/organisations.http.ts';
import { peopleRoutes } from './trust/people/people.http.ts';
import { sessionRoutes } from './trust/sessions/sessions.http.ts';
import { setupRoutes } from './trust/setup/setup.http.ts';
import { setupCodes } from './trust/setup/setupcode.store.ts';
import { tokenRoutes } from './trust/tokens/tokens.http.ts';
import { checkRoutes } from './watch/checks/checks.http.ts';
import { checkWorkers } from './watch/checks/checks.jobs.ts';
import { exchangeRoutes } from './watch/checks/exchange/exchange.http.ts';
import { gatherWorker } from './watch/checks/gather.jobs.ts';
import { heartbeatRoutes } from './watch/checks/heartbeats.http.ts';
import { maintenanceRoutes } from './watch/checks/maintenance.http.ts';
import { manyRoutes } from './watch/checks/many.http.ts';
import { warningsWorker } from './watch/checks/warnings.jobs.ts';
import { outletRoutes } from './watch/outlets/outlets.http.ts';
import { restoreRoutes } from './watch/restores/restores.http.ts';
import { restoreWorker } from './watch/restores/restores.jobs.ts';
import { inboundRoutes } from './watch/signals/inbound.http.ts';
import { signalRoutes } from './watch/signals/signals.http.ts';
import { signalTidyWorker, signalWorker } from './watch/signals/signals.jobs.ts';
import { sourceRoutes } from './watch/signals/sources.http.ts';
import { uplinkRoutes } from './watch/uplinks/uplinks.http.ts';

export const VERSION: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

export type HouseOptions = {
  readonly clock: Clock;
  /** On PostgreSQL the time is that of `clock` plus the measured offset of the database, so that all nodes agree. */
  readonly followDatabase?: boolean;
  readonly database: DatabaseLocation;
  readonly masterKey: Uint8Array;
  /** Where an imported table of the owners of networks is looked for. */
  readonly networksFile?: string;
  readonly webFolder: string | undefined;
  readonly publicUrl: string | undefined;
  readonly behindProxy: boolean;
  /** Machines other than this one can reach the server; then the setup takes a code. */
  readonly reachable: boolean;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** What goes wrong inside without a caller who could be told. */
  readonly onFault: (where: string, error: unknown) => void;
};

export type House = UnitOfWork & {
  readonly app: FastifyInstance;
  readonly engine: Engine;
  readonly database: Database;
  /** What the console shows and the setup asks for: while nobody has set up a server that others can reach. */
  readonly setupCode: string | undefined;
  /** Everything the API offers, for the documentation and for the tests that look at all of it. */
  readonly endpoints: readonly Endpoint[];
  /** Lets the work at hand finish, then closes everything. */
  close(): Promise<void>;
};

const MEASURE_TIME_EVERY = duration(60_000);
/**
 * How often workers look by themselves. Between nodes a notice may be lost, which shall cost a second at most. The embedded database belongs to this
 * process, and what it commits wakes whom it concerns; twenty workers that look every second would cost more than a thousand checks.
 */
const sweepOf = (alone: boolean) => duration(alone ? 10_000 : 1000);

/** Puts the house together; the only place that knows everything. Nothing listens and nothing runs yet. */
export async function house(options: HouseOptions): Promise<House> {
  const { onFault } = options;
  const node = randomUUID();
  const database = openDatabase(options.database);
  await migrate(database);
  const keys = keyring(options.masterKey);
  const { pool } = database;
  const steady = pool && options.followDatabase ? steadyClock(options.clock) : undefined;
  const measureTime = async () => {
    if (pool) steady?.adjust(await serverOffset(pool, options.clock));
  };
  await measureTime();
  const clock = steady ?? options.clock;
  const screens = hub();
  let wake: (topics: readonly string[]) => void = () => undefined;
  const heard = (commit: Commit) => {
    screens.publish(commit);
    wake(commit.topics);
  };
  const others = pool && notices({ pool, node, heard, missed: () => screens.refresh(), onFault });
  const committed = (commit: Commit) => {
    heard(commit);
    others?.tell(commit);
  };
  const { work, workAcross } = unitOfWork(database, clock, keys, committed);

  let listener: FastifyInstance | undefined;
  /** What links in messages begin with: the configured address, else where the server listens. */
  const publicBase = () => (options.publicUrl ?? listeningAt(listener, options.tls !== undefined)).replace(/\/+$/, '');
  const workers = [
    outboxWorker(workAcross, subscriptions(), onFault),
    tidyWorker(workAcross),
    scanWorker(workAcross, onFault, () => networksFrom(options.networksFile)),
    repeatWorker(workAcross),
    darkSiteWorker(workAcross, { kind: 'configured' }),
    statusPageWorker(workAcross),
    ...checkWorkers({ workAcross, wake: (topic) => wake([topic]) }),
    gatherWorker(workAcross),
    warningsWorker(workAcross),
    signalWorker(workAcross),
    signalTidyWorker(workAcross),
    auditTidyWorker(workAcross),
    restoreWorker(workAcross),
  ];
  workers.push(...alertingWorkers({ workAcross, publicBase, onFault, clock }));
  workers.push(pagingWorker(workAcross, onFault));
  const { saving } = database;
  const disk = watchSaving({ saving, workAcross, clock, onFault, changed: () => screens.refresh(), tell: tellNotSaving });
  workers.push(disk.worker);
  // The sweep of a worker that listens to something looks each second whether the line to the other nodes stands.
  if (others) workers.push({ name: 'notices', wakesOn: ['notices'], run: ({ now }) => others.turn(now) });
  if (steady)
    workers.push({ name: 'database-time', wakesOn: [], run: ({ now }) => measureTime().then(() => plus(now, MEASURE_TIME_EVERY)) });
  const runner = engine({ node, clock, workers, sweep: sweepOf(pool === undefined), onFault });
  wake = (topics) => runner.wake(topics);

  const printing = printer();
  const desk = evidenceDesk(onFault);
  const routes = [
    ...setupRoutes({ version: VERSION, reachable: options.reachable }),
    ...sessionRoutes(),
    ...peopleRoutes(),
    ...tokenRoutes(),
    ...organisationRoutes(),
    ...inventoryRoutes(),
    ...simulationRoutes(printing),
    ...discoveryRoutes(printing, () => networksFrom(options.networksFile)),
    ...repeatRoutes(),
    ...selfCheckRoutes(),
    ...longCheckRoutes(printing),
    ...catalogueRoutes(),
    ...evidenceRoutes(desk),
    ...sovereigntyRoutes(printing),
    ...checkRoutes(),
    ...manyRoutes(),
    ...exchangeRoutes(),
    ...maintenanceRoutes(),
    ...uplinkRoutes(),
    ...restoreRoutes(),
    ...heartbeatRoutes(publicBase),
    ...outletRoutes({ publicBase, version: VERSION, queue: queuedDeliveries }),
    ...signalRoutes(),
    ...sourceRoutes(publicBase),
    ...inboundRoutes(),
    ...situationRoutes(),
    ...incidentRoutes(),
    ...alertingRoutes(),
    ...channelRoutes(publicBase),
    ...pushRoutes(),
    ...screenRoutes(screens, disk.now),
    ...escalationRoutes(),
    ...callTreeRoutes(printing),
    ...pagingRoutes(),
    ...independenceRoutes(),
    ...replyRoutes(),
    ...smsAlarmRoutes(),
    ...selfTestRoutes(),
    ...checklistRoutes(),
    ...situationLogRoutes(),
    ...darkSiteRoutes(),
    ...statusPageRoutes(),
    ...contactRoutes(),
    ...crisisRoleRoutes(),
    ...planRoutes(),
    ...statementRoutes(),
    ...darkPageRoutes(),
    ...reviewRoutes(printing),
    ...measureRoutes(),
    ...sectorRoutes(),
    ...sampleRoutes(),
    ...streamRoutes(screens),
    ...savingRoutes(disk.now),
  ];
  const { webFolder, publicUrl, behindProxy, tls } = options;
  const app = await serve({
    routes,
    work,
    workAcross,
    keyring: keys,
    clock,
    version: VERSION,
    webFolder,
    publicUrl,
    behindProxy,
    tls,
    onFault,
    notSavedSince: () => disk.now()?.since ?? null,
  });
  listener = app;
  const setupCode = options.reachable ? await workAcross((tx) => setupCodes(tx).renew()) : undefined;

  return {
    app,
    engine: runner,
    database,
    setupCode,
    endpoints: routes.map((route) => route.endpoint),
    work,
    workAcross,
    close: async () => {
      await app.close();
      await runner.stop();
      await printing.close();
      others?.close();
      await desk.close();
      if (saving.state() !== null) await saving.tryAgain().catch((error: unknown) => onFault('saving', error));
      if (saving.state()?.held === 'memory') onFault('saving', 'The disk took nothing up to the end: what was held in memory is lost.');
      await database.close();
    },
  };
}
