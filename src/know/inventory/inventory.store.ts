import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { formatDuration, type Instant } from '../../kernel/instant.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import type { Model } from '../model/model.ts';
import { modelFrom, sentenceOf } from './checked.ts';
import {
  DependencyContents,
  type Inventory,
  type InventoryDependency,
  type InventoryNode,
  type InventoryTeam,
  keyFor,
  NodeContents,
  TeamContents,
  without,
} from './inventory.ts';
import { withOrigins } from './origins.ts';

const versioned = <T>(shape: z.ZodType<T>) => z.object({ version: z.literal(1), contents: shape });
const StoredNode = versioned(NodeContents);
const StoredDependency = versioned(DependencyContents);
const StoredTeam = versioned(TeamContents);
const StoredSetting = z.object({ version: z.literal(1), response: z.string().nullable() });
const StoredUndo = z.object({
  version: z.literal(1),
  response: z.string().nullable(),
  teams: z.array(TeamContents.extend({ key: z.string() })),
  nodes: z.array(NodeContents.extend({ key: z.string() })),
  dependencies: z.array(DependencyContents.extend({ id: z.string() })),
});

const json = (contents: unknown) => JSON.stringify({ version: 1, contents });
/** What the organisation depends on. Whatever is saved makes a valid model: `modelOf` never fails. */
export const inventory = (tx: Tx) => {
  const { db, org, now } = tx;

  const nodes = async (): Promise<InventoryNode[]> => {
    const rows = await db.selectFrom('node').select(['key', 'data']).where('org_id', '=', org).orderBy('position').orderBy('key').execute();
    return rows.map((row) => ({ ...StoredNode.parse(JSON.parse(row.data)).contents, key: row.key }));
  };
  const dependencies = async (): Promise<InventoryDependency[]> => {
    const rows = await db
      .selectFrom('dependency')
      .select(['id', 'data'])
      .where('org_id', '=', org)
      .orderBy('position')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ ...StoredDependency.parse(JSON.parse(row.data)).contents, id: row.id }));
  };
  const teams = async (): Promise<InventoryTeam[]> => {
    const rows = await db.selectFrom('team').select(['key', 'data']).where('org_id', '=', org).orderBy('position').orderBy('key').execute();
    return rows.map((row) => ({ ...StoredTeam.parse(JSON.parse(row.data)).contents, key: row.key }));
  };
  const response = async (): Promise<string | null> => {
    const row = await db.selectFrom('model_setting').select('data').where('org_id', '=', org).executeTakeFirst();
    return row ? StoredSetting.parse(JSON.parse(row.data)).response : null;
  };

  const all = async (): Promise<Inventory> => {
    const { name, settings } = await organisations(tx).byId(org);
    return {
      company: { name, employees: settings.employees, hourlyRate: settings.hourlyRate },
      response: await response(),
      teams: await teams(),
      nodes: await nodes(),
      dependencies: await dependencies(),
    };
  };

  const check = (next: Inventory): Model => {
    const model = modelFrom(next);
    if (model.ok) return model.value;
    const { code, sentence } = sentenceOf(model.error, next);
    throw new Problem(422, code, sentence, model.error);
  };

  /** Whoever writes waits for the one before: each change is checked against what is really there. */
  const lock = async (): Promise<void> => {
    const data = JSON.stringify({ version: 1, response: null });
    await db
      .insertInto('model_setting')
      .values({ org_id: org, data })
      .onConflict((on) => on.column('org_id').doUpdateSet((eb) => ({ data: eb.ref('model_setting.data') })))
      .execute();
  };
  /** The inventory, locked until the end of this unit of work. */
  const own = async (): Promise<Inventory> => {
    await lock();
    return all();
  };

  /** Writes what differs from what is there. */
  async function replace(given: Inventory): Promise<void> {
    const before = await own();
    const known = new Map(before.nodes.map((one) => [one.key, one]));
    const next = { ...given, nodes: given.nodes.map((one) => ({ ...withOrigins(known.get(one.key), one, now), key: one.key })) };
    check(next);
    const rowsOf = <T extends { key: string }>(items: readonly T[]) =>
      new Map(items.map(({ key, ...contents }, position) => [key, { position, data: json(contents), item: contents }]));
    const [oldNodes, newNodes] = [rowsOf(before.nodes), rowsOf(next.nodes)];
    for (const key of oldNodes.keys())
      if (!newNodes.has(key)) await db.deleteFrom('node').where('org_id', '=', org).where('key', '=', key).execute();
    for (const [key, { position, data, item }] of newNodes) {
      const old = oldNodes.get(key);
      if (old?.data === data && old.position === position) continue;
      const set = { kind: item.kind, name: item.name, position, updated_at: now, data };
      await db
        .insertInto('node')
        .values({ org_id: org, key, ...set })
        .onConflict((on) => on.columns(['org_id', 'key']).doUpdateSet(set))
        .execute();
    }
    const [oldTeams, newTeams] = [rowsOf(before.teams), rowsOf(next.teams)];
    for (const key of oldTeams.keys())
      if (!newTeams.has(key)) await db.deleteFrom('team').where('org_id', '=', org).where('key', '=', key).execute();
    for (const [key, { position, data }] of newTeams) {
      const set = { position, updated_at: now, data };
      await db
        .insertInto('team')
        .values({ org_id: org, key, ...set })
        .onConflict((on) => on.columns(['org_id', 'key']).doUpdateSet(set))
        .execute();
    }
    const same = (a: readonly InventoryDependency[], b: readonly InventoryDependency[]) => JSON.stringify(a) === JSON.stringify(b);
    if (!same(before.dependencies, next.dependencies)) {
      await db.deleteFrom('dependency').where('org_id', '=', org).execute();
      const kept = new Set(before.dependencies.map((one) => one.id));
      const rows = next.dependencies.map(({ id, ...contents }, position) => ({
        org_id: org,
        id: kept.has(id) ? id : tx.newId(),
        position,
        updated_at: now,
        data: json(contents),
      }));
      for (let at = 0; at < rows.length; at += 100)
        await db
          .insertInto('dependency')
          .values(rows.slice(at, at + 100))
          .execute();
    }
    if (before.response !== next.response) {
      const data = JSON.stringify({ version: 1, response: next.response });
      await db
        .insertInto('model_setting')
        .values({ org_id: org, data })
        .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
        .execute();
    }
    tx.touch('node');
    tx.touch('asset');
  }

  const hashOf = async () => {
    const { teams: t, nodes: n, dependencies: d, response: r } = await all();
    return createHash('sha256')
      .update(JSON.stringify([t, n, d, r]))
      .digest('base64url');
  };

  const node = async (key: string): Promise<InventoryNode> => {
    const found = (await nodes()).find((one) => one.key === key);
    if (!found) throw notFound('This entry of the inventory');
    return found;
  };

  return {
    all,
    own,
    nodes,
    node,
    dependencies,
    teams,
    replace,

    /** The model for the engine. */
    async modelOf(): Promise<Model> {
      return check(await all());
    },

    /** Adds a node; its key is made from the name. */
    async addNode(contents: NodeContents): Promise<InventoryNode> {
      const before = await own();
      const key = keyFor(contents.name, new Set(before.nodes.map((one) => one.key)));
      await replace({ ...before, nodes: [...before.nodes, { ...contents, key }] });
      return node(key);
    },
    async changeNode(key: string, contents: NodeContents): Promise<InventoryNode> {
      const before = await own();
      await node(key);
      await replace({ ...before, nodes: before.nodes.map((one) => (one.key === key ? { ...contents, key } : one)) });
      return node(key);
    },
    async removeNode(key: string): Promise<void> {
      await node(key);
      await replace(without(await own(), key));
    },

    async addDependency(contents: DependencyContents): Promise<InventoryDependency> {
      const before = await own();
      await replace({ ...before, dependencies: [...before.dependencies, { ...contents, id: '' }] });
      const added = (await dependencies()).at(-1);
      if (!added) throw notFound('This dependency');
      return added;
    },
    async changeDependency(id: string, contents: DependencyContents): Promise<InventoryDependency> {
      const before = await own();
      if (!before.dependencies.some((one) => one.id === id)) throw notFound('This dependency');
      await replace({ ...before, dependencies: before.dependencies.map((one) => (one.id === id ? { ...contents, id } : one)) });
      return { ...contents, id };
    },
    async removeDependency(id: string): Promise<void> {
      const before = await own();
      if (!before.dependencies.some((one) => one.id === id)) throw notFound('This dependency');
      await replace({ ...before, dependencies: before.dependencies.filter((one) => one.id !== id) });
    },

    async putTeams(next: readonly InventoryTeam[]): Promise<void> {
      await replace({ ...(await own()), teams: next });
    },
    async setResponse(span: string | null): Promise<void> {
      await replace({ ...(await own()), response: span });
    },

    /** Puts another inventory in place of this one; gives the id under which that can be undone. */
    async replaceUndoably(next: Inventory, what: string, by: string): Promise<Id> {
      const { teams: t, nodes: n, dependencies: d, response: r } = await own();
      await replace(next);
      const id = tx.newId();
      const before = JSON.stringify({ version: 1, response: r, teams: t, nodes: n, dependencies: d });
      await db
        .insertInto('inventory_undo')
        .values({ org_id: org, id, at: now, by, what, before, after_hash: await hashOf(), undone_at: null })
        .execute();
      return id;
    },
    /** Takes an import or removal back; refused when somebody has changed the inventory since. */
    async undo(id: Id): Promise<void> {
      const row = await db
        .selectFrom('inventory_undo')
        .selectAll()
        .where('org_id', '=', org)
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirst();
      if (!row) throw notFound('This change');
      if (row.after_hash !== (await hashOf()))
        throw new Problem(409, 'changed-since', 'The inventory was changed after this; so it cannot be taken back as a whole.');
      const { version: _version, ...before } = StoredUndo.parse(JSON.parse(row.before));
      await replace({ ...(await own()), ...before });
      await db.updateTable('inventory_undo').set({ undone_at: now }).where('org_id', '=', org).where('id', '=', id).execute();
    },

    /**
     * A recovery that was measured: the likely time becomes the measured one, the source `tested`; best and worst stay around it.
     * Nothing happens when the node is not (or no longer) in the inventory.
     */
    async recordMeasuredRestore(measured: {
      readonly nodeId: string;
      readonly ms: number;
      readonly at: Instant;
      readonly evidence: string;
    }): Promise<void> {
      const before = await own();
      const found = before.nodes.find((one) => one.key === measured.nodeId);
      const model = check(before).nodes.find((one) => one.id === measured.nodeId);
      if (!found || !model) return;
      const likely = formatDuration(Math.max(1000, measured.ms));
      const best = formatDuration(Math.min(measured.ms, model.restore?.best ?? measured.ms));
      const worst = formatDuration(Math.max(measured.ms, model.restore?.worst ?? measured.ms));
      const origins = { ...found.origins, restore: { source: 'tested' as const, at: measured.at, evidence: measured.evidence } };
      const changed = {
        ...found,
        restore: { best: best === 'PT0S' ? 'PT1S' : best, likely, worst: worst === 'PT0S' ? 'PT1S' : worst, source: 'tested' as const },
        origins,
      };
      await replace({ ...before, nodes: before.nodes.map((one) => (one.key === found.key ? changed : one)) });
      tx.emit({ type: 'model.measured', data: { nodeId: found.key, name: found.name, ms: measured.ms, evidence: measured.evidence } });
    },
  };
};
