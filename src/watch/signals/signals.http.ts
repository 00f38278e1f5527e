import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { instant, toIso } from '../../kernel/instant.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { concernsAsset, type Signal } from './signal.ts';
import {
  assignSignal,
  clearSignal,
  exportSignals,
  listSignals,
  readSignal,
  type SignalDetail,
  type SignalView,
  switchOff,
  switchOn,
} from './signals.contract.ts';
import { signals } from './signals.store.ts';
import { de, en } from './signals.texts.ts';
import { sources } from './sources.store.ts';
import { switchedOff } from './switchoff.store.ts';
import { isOff, switchOffKey } from './switchoff.ts';

/** What signals are shown with: names of senders and assets, and what is off. */
async function viewer(tx: Tx): Promise<(one: Signal) => SignalView> {
  const senders = await sources(tx).names();
  const assets = new Map((await inventory(tx).nodes()).map(({ key, name }) => [key, name]));
  const off = await switchedOff(tx);
  return (one) => ({
    id: one.id,
    source: one.source,
    sender: senders.get(one.source) ?? '',
    severity: one.severity,
    meaning: one.meaning,
    title: one.title,
    names: [...one.names],
    nodeId: one.nodeId,
    asset: one.nodeId === null ? null : (assets.get(one.nodeId) ?? one.nodeId),
    quiet: one.meaning === 'outage' && one.state.kind === 'open' && isOff(off, one.nodeId),
    since: one.since,
    receivedAt: one.receivedAt,
    lastAt: one.lastAt,
    count: one.count,
    dueAt: one.dueAt,
    cleared: one.state.kind === 'open' ? null : { at: one.state.at, by: one.state.by, who: one.state.who, reason: one.state.reason },
  });
}

const detailOf = async (tx: Tx, one: Signal): Promise<SignalDetail> => ({
  ...(await viewer(tx))(one),
  key: one.key,
  evidence: one.evidence.pieces.map((piece) => ({ ...piece })),
});

async function assetName(tx: Tx, nodeId: string): Promise<string> {
  const node = (await inventory(tx).nodes()).find(({ key }) => key === nodeId);
  if (node) return node.name;
  throw new Problem(400, 'bad-input', `There is no resource "${nodeId}" in the inventory.`, [
    { pointer: '/nodeId', message: 'is not in the inventory' },
  ]);
}

/** Waits for whatever needs no asset: what is open, of others, and not assigned yet. */
const waits = ({ nodeId, meaning }: SignalView): boolean => nodeId === null && concernsAsset(meaning);

export const signalRoutes = (): Route[] => [
  on(listSignals).handle(({ work, query }) =>
    work(async (tx) => {
      const view = await viewer(tx);
      const store = signals(tx);
      const found = (await store.list(query)).map(view);
      const open = query.state === 'open' ? found : (await store.list({ state: 'open' })).map(view);
      return { signals: found, total: await store.counts(), unassigned: open.filter(waits).length };
    }),
  ),
  on(exportSignals).handle(async ({ work, query, org }) => {
    const t = org.language === 'de' ? de : en;
    const rows = await work(async (tx) => (await signals(tx).list({ state: query.state, limit: 20_000 })).map(await viewer(tx)));
    const cells = rows.map((one) => [
      one.title,
      one.cleared === null ? t.states.open : t.states.cleared,
      t.severities[one.severity],
      t.meanings[one.meaning],
      t.senderOf(one),
      one.asset ?? '',
      one.names.join(', '),
      toIso(instant(one.since)),
      toIso(instant(one.receivedAt)),
      toIso(instant(one.lastAt)),
      String(one.count),
      one.cleared === null ? '' : toIso(instant(one.cleared.at)),
      one.cleared === null ? '' : t.clearedBy(one.cleared),
    ]);
    return { type: 'text/csv; charset=utf-8', body: writeCsv([t.csv.head, ...cells]), filename: t.csv.filename };
  }),
  on(readSignal).handle(({ work, params }) => work(async (tx) => detailOf(tx, await signals(tx).get(params.id)))),
  on(clearSignal).handle(({ work, params, body, caller }) =>
    work(async (tx) => {
      const one = await signals(tx).get(params.id);
      if (one.source === 'checks')
        throw new Problem(409, 'check-says-down', 'A check still sees it down; it will say itself when it is back.');
      if (one.meaning === 'attack') throw new Problem(409, 'said-in-incident', 'This ends with the answer in its incident.');
      const sender = (await sources(tx).names()).get(one.source) ?? '';
      const cleared = await signals(tx).clear(params.id, caller.name, body.reason, sender);
      await audit(tx).note(caller.name, 'signal.cleared', params.id, { reason: body.reason });
      return detailOf(tx, cleared);
    }),
  ),
  on(assignSignal).handle(({ work, params, body, caller }) =>
    work(async (tx) => {
      const { nodeId, always } = body;
      if (nodeId !== null) await assetName(tx, nodeId);
      const one = await signals(tx).get(params.id);
      await signals(tx).assign(one, nodeId);
      const moved = nodeId !== null && always !== null ? await sources(tx).rule(always.toLocaleLowerCase('de'), nodeId, caller.name) : 0;
      await audit(tx).note(caller.name, 'signal.assigned', params.id, { nodeId, always });
      return { moved };
    }),
  ),
  on(switchOff).handle(({ work, body, caller, org }) =>
    work(async (tx) => {
      const t = (org.language === 'de' ? de : en).own;
      const { nodeId, reason, until } = body;
      if (until !== null && until <= tx.now)
        throw new Problem(400, 'bad-input', 'The end lies in the past.', [{ pointer: '/until', message: 'must be in the future' }]);
      const name = nodeId === null ? t.everything : await assetName(tx, nodeId);
      const key = switchOffKey(nodeId);
      // Said anew, the newer word counts.
      await signals(tx).close('person', caller.name, key, { by: 'person', who: caller.name, reason });
      const facts = { key, severity: 'info', meaning: 'switched-off', names: [name], nodeId, since: tx.now } as const;
      const dueAt = until === null ? null : instant(until);
      const told = JSON.stringify({ reason, by: caller.name, until });
      await signals(tx).open('person', caller.name, { ...facts, dueAt, title: t.switchedOff(name, reason), body: told });
      await audit(tx).note(caller.name, 'asset.switched-off', nodeId ?? '*', { reason, until });
      return undefined;
    }),
  ),
  on(switchOn).handle(({ work, params, caller }) =>
    work(async (tx) => {
      const one = await signals(tx).get(params.id);
      if (one.meaning !== 'switched-off') throw notFound('Something switched off with this id');
      await signals(tx).clear(one.id, caller.name, '', caller.name);
      await audit(tx).note(caller.name, 'asset.switched-on', params.id, {});
      return undefined;
    }),
  ),
];
