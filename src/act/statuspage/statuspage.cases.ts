import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { instant } from '../../kernel/instant.ts';
import { Problem } from '../../kernel/problem.ts';
import { sha256Hex } from '../../kernel/sha256.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { publishers } from '../darksite/publishers/index.ts';
import { HISTORY } from './happenings.ts';
import type { PublicIncident } from './publicincident.ts';
import { checksOf } from './shownchecks.ts';
import type { PlaceView, PublicIncidentView, StatusPageView } from './statuspage.contract.ts';
import { publicIncidents, type StatusPageRow, statusPage } from './statuspage.store.ts';
import { placeOf, type StatusPageSettings } from './statuspage.ts';

/** Names exactly these settings. */
export const settingsHash = (settings: StatusPageSettings): string => sha256Hex(JSON.stringify(settings));

export const incidentView = ({ version: _version, removed: _removed, ...incident }: PublicIncident): PublicIncidentView => ({
  ...incident,
  messages: incident.messages.map((one) => ({ ...one })),
});

function placesOf({ live, hosts, reached }: StatusPageRow): PlaceView[] {
  const known = new Map(reached.map((one) => [placeOf(one), one]));
  const wanted = new Set(live === null ? [] : hosts.map(placeOf));
  const nothing = { at: null, fault: null, faultSince: null };
  const there = hosts.map(({ kind, settings }): PlaceView => {
    const found = known.get(placeOf({ kind, settings }));
    if (!found) return { kind, settings, state: 'waiting', ...nothing };
    const { at, fault, faultSince } = found;
    const state = live === null ? 'leaving' : fault === null ? 'there' : 'old';
    return { kind, settings, state, at, fault, faultSince };
  });
  const configured = new Set(hosts.map(placeOf));
  const leaving = reached
    .filter((one) => !wanted.has(placeOf(one)) && !configured.has(placeOf(one)))
    .map(({ kind, settings, at, fault, faultSince }): PlaceView => ({ kind, settings, state: 'leaving', at, fault, faultSince }));
  return [...there, ...leaving];
}

/** Keys of components of the draft behind which no check is any more. */
async function orphansOf(tx: Tx, { components }: StatusPageSettings): Promise<string[]> {
  if (components.length === 0) return [];
  const all = await checks(tx).list();
  const model = await inventory(tx).modelOf();
  return components.filter(({ of }) => checksOf(of, all, model).length === 0).map(({ key }) => key);
}

export async function viewOf(tx: Tx): Promise<StatusPageView> {
  const row = await statusPage(tx).get();
  const { draft, live, previewed, hosts } = row;
  const draftHash = settingsHash(draft);
  const told = await publicIncidents(tx).since(instant(tx.now - HISTORY));
  return {
    draft,
    draftHash,
    previewed: previewed?.hash === draftHash,
    live: live && { since: live.since, by: live.by, settings: live.settings, same: settingsHash(live.settings) === draftHash },
    hosts: [...hosts],
    places: placesOf(row),
    kinds: publishers.map(({ kind, label, about, config }) => ({
      kind,
      label,
      about,
      schema: z.toJSONSchema(config, { io: 'input' }) as unknown,
    })),
    incidents: told.filter(({ removed }) => removed === null).map(incidentView),
    orphans: await orphansOf(tx, draft),
  };
}

/** Makes the draft public as somebody has looked at it. */
export async function publishDraft(tx: Tx, previewed: string, by: string): Promise<void> {
  const store = statusPage(tx);
  const row = await store.get();
  const { draft, hosts, live } = row;
  if (draft.components.length === 0)
    throw new Problem(409, 'no-components', 'Choose at least one service that is shown; an empty status page helps nobody.');
  if (hosts.length === 0) throw new Problem(409, 'no-place', 'There is no place where the status page could be put. Set one first.');
  const hash = settingsHash(draft);
  if (previewed !== hash || row.previewed?.hash !== hash)
    throw new Problem(409, 'not-previewed', 'Look at the preview first: the settings are not those that somebody has looked at.');
  await store.save({ ...row, live: { settings: draft, since: live?.since ?? tx.now, by } });
}
