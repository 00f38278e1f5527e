import type { Language } from '../../kernel/languages.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, type Result } from '../../kernel/result.ts';
import { NODE_KINDS, type NodeKind, SOURCES, type Source } from '../model/model.ts';
import { type Inventory, type InventoryNode, keyFor, NodeContents, ProviderDetails } from './inventory.ts';
import { type Column, found, Line, listed, modelChecked, Names, plain, shareOf, tableFrom, textsIn } from './sheet.ts';

function providerFrom(line: Line, before: ProviderDetails | null): ProviderDetails | null {
  const columns = {
    legalEntity: 'legalEntity',
    ultimateParent: 'parent',
    country: 'country',
    reach: 'reach',
    phone: 'phone',
    contract: 'contract',
  } as const;
  const given = Object.entries(columns).filter(([, column]) => line.has(column));
  if (given.length === 0) return before;
  const said = ProviderDetails.parse({
    ...before,
    ...Object.fromEntries(given.map(([field, column]) => [field, line.text(column).slice(0, 200)])),
  });
  return Object.values(said).some((value) => value !== '' && value !== null) ? said : null;
}

function nodeFrom(line: Line, before: InventoryNode | undefined, teams: Names): NodeContents {
  const { t } = line;
  const name = line.text('name');
  if (name === '') line.fault(t.fault.noName);
  const kind = line.word<NodeKind>('kind', NODE_KINDS, (texts) => texts.kind);
  if (kind === undefined) line.fault(t.fault.badKind(line.text('kind'), NODE_KINDS.map((one) => t.kind[one]).join(', ')));
  const source = line.text('source') === '' ? 'guess' : line.word<Source>('source', SOURCES, (texts) => texts.source);
  if (source === undefined) line.fault(t.fault.badSource(line.text('source')));
  const likely = line.span('likely');
  const [best, worst] = [line.span('best'), line.span('worst')];
  if (likely === null && (best !== null || worst !== null)) line.fault(t.fault.needsLikely);
  const cost = line.number('costLikely');
  const contents = before ?? NodeContents.parse({ kind: 'system', name: 'x' });
  const kept = <T>(column: Column, read: () => T, other: T): T => (line.has(column) ? read() : other);
  return {
    ...contents,
    name: name || 'x',
    kind: kind ?? 'system',
    rto: kept('rto', () => line.span('rto'), contents.rto),
    mtpd: kept('mtpd', () => line.span('mtpd'), contents.mtpd),
    rpo: kept('rpo', () => line.span('rpo'), contents.rpo),
    costPerHour: kept(
      'costLikely',
      () => (cost === null ? null : { low: line.number('costLow') ?? cost, likely: cost, high: line.number('costHigh') ?? cost }),
      contents.costPerHour,
    ),
    restore: kept(
      'likely',
      () => (likely === null ? null : { best: best ?? likely, likely, worst: worst ?? likely, source: source ?? 'guess' }),
      contents.restore,
    ),
    minimum: kept('minimum', () => shareOf(line, 'minimum') ?? 1, contents.minimum),
    restoredBy: kept(
      'restoredBy',
      () =>
        listed(line.text('restoredBy'), teams).flatMap((team) => {
          const [key] = teams.keysOf(team);
          if (key === undefined) line.fault(t.fault.unknownTeam(team));
          return key ?? [];
        }),
      contents.restoredBy,
    ),
    asked: kept('asked', () => line.yesNo('asked') ?? contents.asked, contents.asked),
    provider: providerFrom(line, contents.provider),
    note: kept('note', () => line.text('note'), contents.note),
  };
}

/** Nodes from a table: a known key or name is changed, others are added. Columns that are not there stay as they were. */
export function nodesFromSheet(bytes: Uint8Array, inventory: Inventory, language: Language): Result<Inventory, Fault[]> {
  const t = textsIn(language);
  const table = tableFrom(bytes, ['name', 'kind'], t);
  if (!table.ok) return table;
  const faults: Fault[] = [];
  const nodes = [...inventory.nodes];
  const lines = table.value.rows.map((row) => new Line(row, table.value.header, faults, t));
  const teams = new Names(inventory.teams);
  const before = new Names(inventory.nodes);
  const taken = new Map<string, number>();
  const places = lines.map((line) => {
    const wanted = line.text('key') || line.text('name');
    const [known, ...others] = before.keysOf(wanted);
    if (others.length > 0) line.fault(t.fault.twoOfThatName(t.column.name, wanted));
    const earlier = taken.get(plain(wanted));
    if (earlier !== undefined) line.fault(t.fault.twice(wanted, earlier));
    taken.set(plain(wanted), line.line);
    const at = known === undefined ? -1 : nodes.findIndex((node) => node.key === known);
    const contents = nodeFrom(line, nodes[at], teams);
    if (at >= 0) nodes[at] = { ...contents, key: nodes[at]?.key ?? '' };
    else nodes.push({ ...contents, key: keyFor(wanted, new Set(nodes.map((node) => node.key))) });
    return at >= 0 ? at : nodes.length - 1;
  });
  // Causes may be named before their own line comes, so they are resolved at the end.
  const names = new Names(nodes);
  lines.forEach((line, n) => {
    const at = places[n] ?? -1;
    const node = nodes[at];
    if (!node || !line.has('cause')) return;
    const cause = listed(line.text('cause'), names).flatMap((name) => found(line, 'cause', name, names) ?? []);
    nodes[at] = { ...node, cause: [...new Set(cause)] };
  });
  if (faults.length > 0) return err(faults);
  const lineOf = new Map(lines.map(({ line }, n) => [places[n] ?? -1, line]));
  return modelChecked({ ...inventory, nodes }, 'nodes', lineOf, t);
}
