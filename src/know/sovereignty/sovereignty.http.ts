import { readFileSync } from 'node:fs';
import type { Tx } from '../../db/work.ts';
import { type Caller, type OrganisationContext, on, type Route } from '../../http/route.ts';
import { type Instant, toIso } from '../../kernel/instant.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import type { Printer } from '../../print/print.ts';
import { shippedCatalogue } from '../discovery/resolvers/shipped.ts';
import { inventory } from '../inventory/inventory.store.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import { hasCalendars } from '../model/model.ts';
import { printedCut } from './cutprint.ts';
import { cutReckoner } from './cutreport.cases.ts';
import type { CutJob } from './cutreport.worker.ts';
import type { ExitPlanContents } from './exit.ts';
import { exitCalendarOf, exitSheet } from './exitsheet.ts';
import { letterOf } from './letter.ts';
import { replaceOf } from './replace.ts';
import {
  addExportTest,
  correctProvider,
  exitCalendar,
  exportExits,
  listExits,
  printLetter,
  printSwitchOff,
  readSovereignty,
  readSwitchOff,
  removeExportTest,
  resetExit,
  saveExit,
  undoCorrection,
  undoExit,
} from './sovereignty.contract.ts';
import { sovereignty } from './sovereignty.store.ts';
import type { SwitchOffScope } from './switchoff.ts';
import { exitsOf, type Ground, groundOf, sovereigntyOf } from './views.ts';

const LETTER = readFileSync(new URL('./letter.typ', import.meta.url), 'utf8');
const SWITCH_OFF = readFileSync(new URL('./switchoff.typ', import.meta.url), 'utf8');

const ground = async (tx: Tx): Promise<Ground> => {
  const store = sovereignty(tx);
  const said = {
    corrections: await store.corrections(),
    plans: await store.plans(),
    tests: await store.tests(),
    changed: await store.changed(),
  };
  return groundOf(await inventory(tx).all(), shippedCatalogue().providers, said);
};

const today = (now: Instant): string => toIso(now).slice(0, 10);
const languageOf = (caller: Caller, org: OrganisationContext) => (caller.kind === 'person' ? caller.language : org.language);

type Asked = {
  readonly kind: 'us' | 'parent' | 'provider';
  readonly parent?: string | undefined;
  readonly key?: string | undefined;
  readonly investors: boolean;
};

function scopeOf({ kind, parent, key, investors }: Asked): SwitchOffScope {
  if (kind === 'parent' && parent !== undefined) return { kind, parent };
  if (kind === 'provider' && key !== undefined) return { kind, key };
  if (kind === 'us') return { kind, investors };
  throw new Problem(400, 'bad-input', kind === 'parent' ? 'Please name the parent company.' : 'Please name the provider by its key.');
}

/** A switch-off begins in the current hour, so that what depends on opening times stands still between two looks. */
async function switchOff(tx: Tx, scope: SwitchOffScope, org: OrganisationContext): Promise<CutJob> {
  const all = await ground(tx);
  const model = await inventory(tx).modelOf();
  const hour = Math.floor(tx.now / 3_600_000) * 3_600_000;
  const exits = exitsOf(all, today(tx.now), tx.now, org.language);
  const efforts = new Map(exits.flatMap(({ key, plan: { effortDays } }) => (effortDays === null ? [] : [[key, effortDays] as const])));
  const { inventory: known, providers, services } = all;
  return { inventory: known, providers, services, scope, at: hasCalendars(model) ? hour : null, efforts };
}

async function serviceNode(tx: Tx, key: string) {
  const node = (await inventory(tx).own()).nodes.find((one) => one.key === key);
  if (!node) throw notFound('This service');
  return node;
}

/** The days to switch of a plan as the time to replace of the model. */
async function replaceFrom(tx: Tx, key: string, plan: ExitPlanContents) {
  const { restoredBy } = await serviceNode(tx, key);
  const { teams } = await inventory(tx).modelOf();
  return replaceOf(
    plan,
    teams.filter(({ id }) => restoredBy.includes(id)),
  );
}

/** Puts a time to replace into the model, where it is another than before; gives the id that undoes it. */
async function putReplace(tx: Tx, key: string, replace: InventoryNode['replace'], by: string) {
  const store = inventory(tx);
  const node = await serviceNode(tx, key);
  const before = await store.own();
  if (node.replace?.likely === replace?.likely && node.replace?.source === replace?.source) return null;
  return store.replaceUndoably(
    { ...before, nodes: before.nodes.map((one) => (one.key === key ? { ...one, replace } : one)) },
    `days to switch of ${node.name}`,
    by,
  );
}

/** Keeps how a plan stands in plan and model before it is changed. */
async function keepBefore(tx: Tx, key: string): Promise<void> {
  const { replace } = await serviceNode(tx, key);
  const plan = (await sovereignty(tx).plans()).find(({ node }) => node === key)?.contents ?? null;
  await sovereignty(tx).keepBefore(key, { plan, replace });
}

export function sovereigntyRoutes(printer: Printer): Route[] {
  const reckon = cutReckoner();
  /** Outside the unit of work, so that nobody waits for the database meanwhile. */
  const reportOf = async (job: CutJob) => {
    const report = await reckon(job);
    if (!report) throw new Problem(422, 'bad-model', 'The inventory makes no valid model. Please look at the entries marked there.');
    return report;
  };
  return [
    on(readSovereignty).handle(async ({ work }) => sovereigntyOf(await work(ground))),
    on(correctProvider).handle(async ({ work, params, body, caller }) =>
      work(async (tx) => {
        const { kind, provider } = await inventory(tx).node(params.key);
        if (kind !== 'cause' || provider === null) throw new Problem(422, 'no-provider', 'Only a provider can be corrected.');
        return { id: await sovereignty(tx).correct(params.key, body, caller.name) };
      }),
    ),
    on(undoCorrection).handle(async ({ work, params }) => {
      await work((tx) => sovereignty(tx).undoCorrection(params.id));
      return undefined;
    }),
    on(listExits).handle(async ({ work, caller, org }) =>
      work(async (tx) => ({ exits: exitsOf(await ground(tx), today(tx.now), tx.now, languageOf(caller, org)) })),
    ),
    on(exitCalendar).handle(async ({ work, query, org }) =>
      work(async (tx) => ({
        type: 'text/calendar; charset=utf-8',
        body: exitCalendarOf(exitsOf(await ground(tx), today(tx.now), tx.now, query.language), org, query.language, tx.now),
        filename: query.language === 'de' ? 'umzugsplan.ics' : 'moves.ics',
      })),
    ),
    on(exportExits).handle(async ({ work, query, org }) =>
      work(async (tx) => {
        const all = await ground(tx);
        return {
          type: 'text/csv; charset=utf-8',
          body: exitSheet(all, exitsOf(all, today(tx.now), tx.now, query.language), query.language),
          filename: `${org.slug}-${query.language === 'de' ? 'ausstiege' : 'exits'}.csv`,
        };
      }),
    ),
    on(saveExit).handle(async ({ work, params, body, caller }) =>
      work(async (tx) => {
        await keepBefore(tx, params.key);
        await sovereignty(tx).savePlan(params.key, body, caller.name);
        return { undoId: await putReplace(tx, params.key, await replaceFrom(tx, params.key, body), caller.name) };
      }),
    ),
    on(undoExit).handle(async ({ work, params, caller }) => {
      await work(async (tx) => {
        const [last] = await sovereignty(tx).before(params.key);
        if (!last) throw new Problem(409, 'nothing-to-undo', 'Nothing was changed in this plan that could be taken back.');
        await sovereignty(tx).forgetBefore(last.id);
        if (last.plan === null) await sovereignty(tx).removePlan(params.key);
        else await sovereignty(tx).savePlan(params.key, last.plan, caller.name);
        await putReplace(tx, params.key, last.replace, caller.name);
      });
      return undefined;
    }),
    on(resetExit).handle(async ({ work, params, caller }) => {
      await work(async (tx) => {
        const first = (await sovereignty(tx).before(params.key)).at(-1);
        await keepBefore(tx, params.key);
        await sovereignty(tx).removePlan(params.key);
        await putReplace(tx, params.key, first?.replace ?? null, caller.name);
      });
      return undefined;
    }),
    on(addExportTest).handle(async ({ work, params, body }) =>
      work(async (tx) => {
        await inventory(tx).node(params.key);
        if (body.on > today(tx.now))
          throw new Problem(422, 'in-future', 'A test is entered after it was done.', [{ pointer: '/on', message: 'lies in the future' }]);
        return { id: await sovereignty(tx).addTest(params.key, body) };
      }),
    ),
    on(removeExportTest).handle(async ({ work, params }) => {
      await work((tx) => sovereignty(tx).removeTest(params.key, params.id));
      return undefined;
    }),
    on(printLetter).handle(async ({ work, params, query, org }) => {
      const { exit, to, now } = await work(async (tx) => {
        const all = await ground(tx);
        const found = exitsOf(all, today(tx.now), tx.now, query.language).find(({ key }) => key === params.key);
        if (!found) throw notFound('This service');
        const partner = all.services.find(({ key }) => key === params.key)?.partner;
        return { exit: found, to: partner?.legalEntity || partner?.name || found.name, now: tx.now };
      });
      const data = letterOf({ kind: query.kind, organisation: org, to, service: exit.name, plan: exit.plan, now }, query.language);
      return { type: 'application/pdf', body: await printer.pdf(LETTER, data), filename: `${params.key.slice(0, 40)}-data-act.pdf` };
    }),
    on(readSwitchOff).handle(async ({ work, query, org }) => reportOf(await work((tx) => switchOff(tx, scopeOf(query), org)))),
    on(printSwitchOff).handle(async ({ work, query, org }) => {
      const scope = scopeOf(query);
      const { job, now } = await work(async (tx) => ({ job: await switchOff(tx, scope, org), now: tx.now }));
      const report = await reportOf(job);
      const body = await printer.pdf(SWITCH_OFF, printedCut({ report, scope, organisation: org, now }, query.language));
      return { type: 'application/pdf', body, filename: query.language === 'de' ? 'abschalten.pdf' : 'switch-off.pdf' };
    }),
  ];
}
