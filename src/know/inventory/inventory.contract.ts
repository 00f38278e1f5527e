import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Fault } from '../../kernel/problem.ts';
import { DependencyContents, Key, NodeContents, TeamContents } from './inventory.ts';

export const InventoryNode = NodeContents.extend({ key: Key });
export const InventoryDependency = DependencyContents.extend({ id: z.string() });
export const InventoryTeam = TeamContents.extend({ key: Key });

export const InventoryView = z.object({
  company: z.object({ name: z.string(), employees: z.number(), hourlyRate: z.number() }),
  response: z.string().nullable(),
  teams: z.array(InventoryTeam),
  nodes: z.array(InventoryNode),
  dependencies: z.array(InventoryDependency),
});
export type InventoryView = z.infer<typeof InventoryView>;

const key = z.object({ key: Key });
const id = z.object({ id: z.string().max(64) });
const org = { scope: 'organisation' } as const;

export const readInventory = endpoint({
  ...org,
  method: 'GET',
  path: '/inventory',
  right: 'know.read',
  summary: 'Everything the company depends on: nodes, dependencies, teams.',
  response: InventoryView,
});
export const addNode = endpoint({
  ...org,
  method: 'POST',
  path: '/inventory/nodes',
  right: 'know.write',
  summary: 'Add a process, a resource or a cause; its key is made from the name.',
  body: NodeContents,
  response: InventoryNode,
  status: 201,
});
export const changeNode = endpoint({
  ...org,
  method: 'PUT',
  path: '/inventory/nodes/:key',
  right: 'know.write',
  summary: 'Change a node.',
  params: key,
  body: NodeContents,
  response: InventoryNode,
});
export const removeNode = endpoint({
  ...org,
  method: 'DELETE',
  path: '/inventory/nodes/:key',
  right: 'know.write',
  summary: 'Remove a node with its dependencies; the answer tells how to undo it.',
  params: key,
  response: z.object({ undoId: Id }),
});
export const addDependency = endpoint({
  ...org,
  method: 'POST',
  path: '/inventory/dependencies',
  right: 'know.write',
  summary: 'Say that one thing needs another, or one of several.',
  body: DependencyContents,
  response: InventoryDependency,
  status: 201,
});
export const changeDependency = endpoint({
  ...org,
  method: 'PUT',
  path: '/inventory/dependencies/:id',
  right: 'know.write',
  summary: 'Change a dependency.',
  params: id,
  body: DependencyContents,
  response: InventoryDependency,
});
export const removeDependency = endpoint({
  ...org,
  method: 'DELETE',
  path: '/inventory/dependencies/:id',
  right: 'know.write',
  summary: 'Remove a dependency.',
  params: id,
  status: 204,
});
export const putTeams = endpoint({
  ...org,
  method: 'PUT',
  path: '/inventory/teams',
  right: 'know.write',
  summary: 'Set the teams that restore things, with how many hands each has.',
  body: z.object({ teams: z.array(InventoryTeam).max(200) }),
  response: z.object({ teams: z.array(InventoryTeam) }),
});
export const putResponse = endpoint({
  ...org,
  method: 'PUT',
  path: '/inventory/response',
  right: 'know.write',
  summary: 'Set how long detection, decision and mobilisation take before any restore starts.',
  body: z.object({ response: z.string().max(40).nullable() }),
  status: 204,
});

/** The model file is checked by `parseModel`, whose faults come back in `errors` with their JSON pointers. */
export const readModelFile = endpoint({
  ...org,
  method: 'GET',
  path: '/model',
  right: 'know.read',
  summary: 'The model as krisenfest-model@1.',
  response: z.looseObject({ format: z.literal('krisenfest-model@1') }),
});

export const ImportAnswer = z.object({
  /** False: nothing was saved, because of `faults` or because it was a preview. */
  saved: z.boolean(),
  faults: z.array(Fault),
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  same: z.number(),
  undoId: Id.nullable(),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

export const importModel = endpoint({
  ...org,
  method: 'POST',
  path: '/model/import',
  right: 'know.write',
  summary: 'Import a krisenfest-model@1 file: all or nothing. With preview=true it only says what would change, or what is wrong where.',
  query: z.object({ preview: Flag, how: z.enum(['merge', 'replace']).default('merge') }),
  takesBytes: true,
  response: ImportAnswer,
});
export const importSheet = endpoint({
  ...org,
  method: 'POST',
  path: '/inventory/sheet',
  right: 'know.write',
  summary:
    'Import nodes or dependencies from a CSV file (German or English headers; semicolon, comma or tab; UTF-8 or Windows-1252): all or nothing. Faults name line and column.',
  query: z.object({ preview: Flag, what: z.enum(['nodes', 'dependencies']) }),
  takesBytes: true,
  response: ImportAnswer,
});
export const exportSheet = endpoint({
  ...org,
  method: 'GET',
  path: '/inventory/sheet',
  right: 'know.read',
  summary: 'Nodes or dependencies as CSV.',
  query: z.object({ what: z.enum(['nodes', 'dependencies']), language: z.enum(['de', 'en']).default('de') }),
  produces: 'text/csv; charset=utf-8',
});
export const undoInventory = endpoint({
  ...org,
  method: 'POST',
  path: '/inventory/undo/:id',
  right: 'know.write',
  summary: 'Take an import or a removal back.',
  params: z.object({ id: Id }),
  status: 204,
});
