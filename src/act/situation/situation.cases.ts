import type { Tx } from '../../db/work.ts';
import type { AnswerOf } from '../../kernel/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { Inventory } from '../../know/inventory/inventory.ts';
import { impact } from '../../know/simulation/impact.ts';
import { liveInfluencesOf } from '../../know/simulation/liveinfluence.ts';
import { originsOf } from '../../know/simulation/otherwise.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { phoneOf } from '../../prepare/contacts/contacts.ts';
import { plans } from '../../prepare/plans/plans.store.ts';
import { planFor } from '../../prepare/plans/plans.ts';
import { snapshot } from '../../prepare/plans/snapshot.ts';
import { crisisRoles } from '../../prepare/roles/roles.store.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { failedSince } from '../../watch/checks/checks.ts';
import { subjectOf } from '../../watch/signals/signal.ts';
import { signals } from '../../watch/signals/signals.store.ts';
import { sources } from '../../watch/signals/sources.store.ts';
import { switchedOff } from '../../watch/signals/switchoff.store.ts';
import { isOff } from '../../watch/signals/switchoff.ts';
import { checklists } from '../checklists/checklists.store.ts';
import { itemsOf, replay } from '../checklists/checklists.ts';
import { FrozenPlan } from '../incidents/frozen.ts';
import { keep, textsOf } from '../incidents/incidents.cases.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { cameBack, type Incident, restoreLocked, shownOf } from '../incidents/incidents.ts';
import { decisionNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import type { readMovers, readSituation } from './situation.contract.ts';
import { restoreNotes } from './situation.store.ts';
import { type Broken, brokenNow, coverageOf, failuresOf, failuresOfSwitchOffs, RestoreNote, standIns } from './situation.ts';

type Situation = AnswerOf<typeof readSituation>;

const actualOf = (current: readonly Incident[]) => current.filter((incident) => incident.mode === 'actual');

/**
 * What is broken now: outages of incidents of the real thing that go on, and whatever a check or another watcher holds for failed. What we have
 * switched off ourselves stands apart.
 */
async function failing(tx: Tx, current: readonly Incident[]) {
  const model = await inventory(tx).modelOf();
  const all = await checks(tx).list();
  const seen = all.flatMap(({ id, name, nodeId, state }) => {
    const from = failedSince(state);
    return from === null ? [] : [{ nodeId: nodeId ?? `check:${id}`, name, from }];
  });
  const told = (await signals(tx).openWith(['outage'])).filter(({ source }) => source !== 'checks');
  const heard = told.map((one) => ({ nodeId: subjectOf(one), name: one.names[0] ?? one.title, from: one.since }));
  const said = actualOf(current).flatMap(({ outages }) => outages.filter(({ until }) => until === null));
  const off = await switchedOff(tx);
  const looking = all.filter(({ shown }) => shown !== 'unknown' && shown !== 'unclear' && shown !== 'behind' && shown !== 'paused');
  const broken = brokenNow(said, seen, await restoreNotes(tx).all(), model, heard);
  return { model, looking, off, broken: broken.filter(({ nodeId }) => !isOff(off, nodeId)) };
}

const STEPS = 3;

/** The plan of the open incident as it stands, else the one that fits what is broken. */
async function nextSteps(tx: Tx, current: readonly Incident[], broken: readonly Broken[]): Promise<Situation['plan']> {
  const open = actualOf(current).find(({ progress }) => progress.state === 'open');
  const fitting = open
    ? null
    : planFor(
        await plans(tx).list(),
        broken.map(({ nodeId }) => nodeId),
      );
  const frozen = open?.plan ?? (fitting && FrozenPlan.parse(snapshot(fitting, await crisisRoles(tx).list(), await contacts(tx).list())));
  if (!frozen?.planId) return null;
  const locked = open ? restoreLocked(open) : true;
  const standing = replay(itemsOf(frozen), open ? await checklists(tx).of(open.id) : [], locked);
  const steps = standing
    .filter(({ done }) => done === null)
    .slice(0, STEPS)
    .map(({ id, title, roleId, contact, locked: waits }) => {
      const role = frozen.roles.find((one) => one.id === roleId);
      const who = contact ?? role?.contacts[0];
      const phone = who && (who.addresses.find(({ kind }) => kind === 'phone') ?? who.addresses.find(({ kind }) => kind === 'sms'))?.value;
      return { id, title, role: role?.name ?? '', who: who?.name ?? '', phone: phone ?? '', locked: waits };
    });
  return { title: frozen.title, steps };
}

/** Providers of what is broken with their number: of the inventory, else a contact of that firm. */
async function callsOf(tx: Tx, { nodes }: Pick<Inventory, 'nodes'>, broken: readonly Broken[]): Promise<Situation['calls']> {
  const people = await contacts(tx).list();
  const plain = (text: string) => text.trim().toLocaleLowerCase('de');
  const calls = broken.flatMap(({ nodeId, name: about }) => {
    const node = nodes.find(({ key }) => key === nodeId);
    return [nodeId, ...(node?.cause ?? [])].flatMap((key) => {
      const provider = nodes.find((one) => one.key === key && one.kind === 'cause');
      if (!provider) return [];
      const contact = people.find(({ company, name }) => plain(company) === plain(provider.name) || plain(name) === plain(provider.name));
      const phone = provider.provider?.phone || (contact && phoneOf(contact)) || '';
      return phone === '' ? [] : [{ name: provider.name, phone, about }];
    });
  });
  return [...new Map(calls.map((call) => [call.name, call])).values()].slice(0, STEPS);
}

/** The whole situation at this moment. `mayPlans`: the caller may see plans and contacts. */
export async function situationOf(tx: Tx, mayPlans: boolean): Promise<Situation> {
  const current = await incidents(tx).list(['open', 'proposed']);
  const { model, looking, broken, off } = await failing(tx, current);
  const all = await inventory(tx).all();
  const failures = [...failuresOf(broken), ...failuresOfSwitchOffs(off, model)];
  const { processes, restores, states } = impact(model, failures, tx.now);
  const attack = actualOf(current).some(({ nature }) => nature === 'attack');
  const brokenIds = new Set(restores.map(({ node }) => node));
  const known = new Set(model.nodes.map(({ id }) => id));
  const checked = new Set(looking.flatMap(({ nodeId }) => (nodeId !== null && known.has(nodeId) ? [nodeId] : [])));
  const coverage = coverageOf(model, checked);
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const teams = new Map(model.teams.map(({ id, name }) => [id, name]));
  return {
    incidents: current.map(shownOf),
    processes: processes.map(({ mtpdHolds: _mtpdHolds, upAt: _upAt, ...process }) => {
      const hit = process.state === 'down' || process.state === 'degraded';
      return {
        ...process,
        // In an attack nobody knows when anything is back (contracts/model.md 7).
        ...(attack && hit ? { recovered: null, rtoHolds: null } : {}),
        costOrigin: all.nodes.find(({ key }) => key === process.id)?.origins['costPerHour'] ?? null,
        because: process.because.map(nameOf),
        steps: process.steps.filter(({ capacity }) => !attack || capacity < 1).map((step) => ({ ...step })),
        standIns: hit
          ? standIns(model, process.id, states, brokenIds).map((one) =>
              one.kind === 'other' ? { ...one, working: [...one.working] } : one,
            )
          : [],
        coverage: coverage.get(process.id) ?? { checked: 0, of: 0 },
      };
    }),
    failing: broken.map((one) => {
      const node = model.nodes.find(({ id }) => id === one.nodeId);
      const planned = restores.find((restore) => restore.node === one.nodeId);
      const said = one.restore?.expectedEnd ?? null;
      return {
        ...one,
        planned: attack ? { start: null, end: said } : { start: planned?.start ?? null, end: planned?.end ?? null },
        teams: (node?.restoredBy ?? []).map((id) => teams.get(id) ?? id),
        usual: node?.restore
          ? { ms: node.restore.likely, origin: all.nodes.find(({ key }) => key === one.nodeId)?.origins['restore'] ?? null }
          : null,
      };
    }),
    attack,
    switchedOff: off,
    calls: mayPlans ? await callsOf(tx, all, broken) : [],
    plan: mayPlans ? await nextSteps(tx, current, broken) : null,
    watching: {
      checks: looking.length,
      checked: checked.size,
      of: model.nodes.filter(({ kind }) => kind !== 'process' && kind !== 'cause').length,
    },
    empty: model.nodes.length === 0,
  };
}

/** On which numbers the forecast hangs: of the process that becomes critical first, else the dearest. In an attack there is none. */
export async function moversOf(tx: Tx): Promise<AnswerOf<typeof readMovers>> {
  const current = await incidents(tx).list(['open', 'proposed']);
  const { model, broken, off } = await failing(tx, current);
  const failures = [...failuresOf(broken), ...failuresOfSwitchOffs(off, model)];
  const nothing = { process: null, movers: [] };
  if (failures.length === 0 || actualOf(current).some(({ nature }) => nature === 'attack')) return nothing;
  const critical = ({ mtpdAt }: { readonly mtpdAt: number | null }) => mtpdAt ?? Number.MAX_SAFE_INTEGER;
  const [first] = impact(model, failures, tx.now)
    .processes.filter(({ state, recovered }) => (state === 'down' || state === 'degraded') && recovered !== null && recovered > tx.now)
    .sort((a, b) => critical(a) - critical(b) || b.costAtWorst.likely - a.costAtWorst.likely);
  if (!first) return nothing;
  const origins = originsOf(await inventory(tx).all());
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const found = liveInfluencesOf(model, failures, tx.now, first.id, { originOf: (node, field) => origins[node]?.[field] });
  const back = (ms: number) => (Number.isFinite(ms) ? Math.round(ms) : null);
  return {
    process: { id: first.id, name: first.name },
    movers: found.flatMap(({ input, resultAtLow, resultAtHigh, ...one }) => {
      if (input.field === 'costPerHour' || input.field === 'rebuild') return [];
      const named =
        input.field === 'response'
          ? input
          : input.field === 'buffer'
            ? { ...input, node: nameOf(input.node), on: input.on.map(nameOf) }
            : { field: input.field, node: nameOf(input.node) };
      return [{ ...one, input: named, backAtLow: back(resultAtLow), backAtHigh: back(resultAtHigh) }];
    }),
  };
}

type By = { readonly id: string | null; readonly name: string };

async function brokenOf(tx: Tx, nodeId: string): Promise<{ broken: Broken; current: Incident[] }> {
  const current = await incidents(tx).list(['open', 'proposed']);
  const broken = (await failing(tx, current)).broken.find((one) => one.nodeId === nodeId);
  if (!broken) throw new Problem(409, 'not-broken', 'This is not known to be broken now.');
  return { broken, current };
}

/** Somebody says how far the restore is; it is a line of the log of each incident that it belongs to. */
export async function noteRestore(
  tx: Tx,
  nodeId: string,
  said: { readonly startedAt: number | null; readonly expectedEnd: number | null; readonly note: string },
  by: By,
  text: (name: string) => string,
): Promise<void> {
  const { broken, current } = await brokenOf(tx, nodeId);
  await restoreNotes(tx).save(nodeId, RestoreNote.parse({ ...said, by: by.name, at: tx.now }));
  for (const incident of actualOf(current))
    if (incident.progress.state === 'open' && incident.outages.some((one) => one.nodeId === nodeId))
      await situationLog(tx).append(incident.id, decisionNote('restore.noted', text(broken.name), by));
}

/** Somebody says that it works again, where no check sees it. Tells `outage.ended` with the time it took, which the model learns from. */
export async function markedBack(tx: Tx, nodeId: string, by: By): Promise<void> {
  const { broken, current } = await brokenOf(tx, nodeId);
  if (broken.seenBy === 'check')
    throw new Problem(409, 'check-says-down', 'A check still sees it down; it will say itself when it is back.');
  const senders = await sources(tx).names();
  for (const one of await signals(tx).openWith(['outage']))
    if (subjectOf(one) === nodeId && one.source !== 'checks') await signals(tx).clear(one.id, by.name, '', senders.get(one.source) ?? '');
  const t = await textsOf(tx);
  for (const there of actualOf(current)) {
    const { incident, ended } = cameBack(there, nodeId, tx.now);
    if (!ended) continue;
    await keep(tx, { incident, events: [{ type: 'outage.ended', data: { incidentId: incident.id, ...ended } }] });
    if (incident.progress.state === 'open')
      await situationLog(tx).append(incident.id, decisionNote('outage.ended', t.log.cameBack(broken.name), by));
  }
}
