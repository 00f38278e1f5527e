import type { Tx } from '../../db/work.ts';
import { type Caller, type OrganisationContext, on, type Route } from '../../http/route.ts';
import { readJson } from '../../kernel/json.ts';
import type { Fault } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { changesBetween, combined } from './changes.ts';
import { modelFrom } from './checked.ts';
import { dependenciesFromSheet } from './dependencysheet.ts';
import { fromFile } from './file.ts';
import {
  addDependency,
  addNode,
  changeDependency,
  changeNode,
  exportSheet,
  type ImportAnswer,
  importModel,
  importSheet,
  putResponse,
  putTeams,
  readInventory,
  readModelFile,
  removeDependency,
  removeNode,
  undoInventory,
} from './inventory.contract.ts';
import { inventory } from './inventory.store.ts';
import { fileOf, type Inventory, without } from './inventory.ts';
import { nodesFromSheet } from './nodesheet.ts';
import { sheetOf } from './sheetof.ts';

/** More faults than anybody reads are counted, not listed. */
const MOST_FAULTS = 1000;
const listed = (faults: readonly Fault[]): Fault[] =>
  faults.length <= MOST_FAULTS
    ? [...faults]
    : [...faults.slice(0, MOST_FAULTS), { pointer: '', message: `and ${faults.length - MOST_FAULTS} more faults` }];

const refused = (faults: readonly Fault[]): ImportAnswer => ({
  saved: false,
  faults: listed(faults),
  added: [],
  changed: [],
  removed: [],
  same: 0,
  undoId: null,
});

/** Says what an import would do, and does it unless it is a preview. A wrong file changes nothing and says what is wrong where. */
async function bring(
  tx: Tx,
  caller: Caller,
  read: (before: Inventory) => Result<Inventory, Fault[]>,
  preview: boolean,
  what: string,
): Promise<ImportAnswer> {
  const store = inventory(tx);
  const before = preview ? await store.all() : await store.own();
  const next = read(before);
  if (!next.ok) return refused(next.error);
  const model = modelFrom(next.value);
  if (!model.ok) return refused(model.error);
  const changes = changesBetween(before, next.value);
  const undoId = preview ? null : await store.replaceUndoably(next.value, what, caller.name);
  return {
    saved: !preview,
    faults: [],
    added: [...changes.added],
    changed: [...changes.changed],
    removed: [...changes.removed],
    same: changes.same,
    undoId,
  };
}

const languageOf = (caller: Caller, org: OrganisationContext) => (caller.kind === 'person' ? caller.language : org.language);

export const inventoryRoutes = (): Route[] => [
  on(readInventory).handle(async ({ work }) => {
    const { company, response, teams, nodes, dependencies } = await work((tx) => inventory(tx).all());
    return { company, response, teams: [...teams], nodes: [...nodes], dependencies: [...dependencies] };
  }),
  on(addNode).handle(async ({ work, body }) => work((tx) => inventory(tx).addNode(body))),
  on(changeNode).handle(async ({ work, params, body }) => work((tx) => inventory(tx).changeNode(params.key, body))),
  on(removeNode).handle(async ({ work, params, caller }) =>
    work(async (tx) => {
      const store = inventory(tx);
      const { name } = await store.node(params.key);
      return { undoId: await store.replaceUndoably(without(await store.own(), params.key), `removed ${name}`, caller.name) };
    }),
  ),
  on(addDependency).handle(async ({ work, body }) => work((tx) => inventory(tx).addDependency(body))),
  on(changeDependency).handle(async ({ work, params, body }) => work((tx) => inventory(tx).changeDependency(params.id, body))),
  on(removeDependency).handle(async ({ work, params }) => {
    await work((tx) => inventory(tx).removeDependency(params.id));
    return undefined;
  }),
  on(putTeams).handle(async ({ work, body }) =>
    work(async (tx) => {
      await inventory(tx).putTeams(body.teams);
      return { teams: body.teams };
    }),
  ),
  on(putResponse).handle(async ({ work, body }) => {
    await work((tx) => inventory(tx).setResponse(body.response));
    return undefined;
  }),
  on(readModelFile).handle(async ({ work }) => ({
    ...fileOf(await work((tx) => inventory(tx).all())),
    format: 'krisenfest-model@1' as const,
  })),
  on(importModel).handle(async ({ work, query, body, caller }) => {
    const json = readJson(body);
    if (!json.ok) return refused([json.error]);
    const file = fromFile(json.value);
    if (!file.ok) return refused(file.error);
    return work((tx) =>
      bring(tx, caller, (before) => ({ ok: true, value: combined(before, file.value, query.how) }), query.preview, 'model file'),
    );
  }),
  on(importSheet).handle(async ({ work, query, body, caller, org }) => {
    const language = languageOf(caller, org);
    const read = query.what === 'nodes' ? nodesFromSheet : dependenciesFromSheet;
    return work((tx) => bring(tx, caller, (before) => read(body, before, language), query.preview, `sheet of ${query.what}`));
  }),
  on(exportSheet).handle(async ({ work, query, org }) => {
    const body = sheetOf(await work((tx) => inventory(tx).all()), query.what, query.language);
    return {
      type: 'text/csv; charset=utf-8',
      body,
      filename: `${org.slug}-${query.what === 'nodes' ? 'verzeichnis' : 'abhaengigkeiten'}.csv`,
    };
  }),
  on(undoInventory).handle(async ({ work, params }) => {
    await work((tx) => inventory(tx).undo(params.id));
    return undefined;
  }),
];
