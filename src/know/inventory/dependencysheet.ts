import type { Language } from '../../kernel/languages.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, type Result } from '../../kernel/result.ts';
import { DependencyContents, type Inventory } from './inventory.ts';
import { found, Line, listed, modelChecked, Names, shareOf, tableFrom, textsIn } from './sheet.ts';

/** Dependencies from a table: `Was` may name several, cut by `|`; then `Mindestens` says how many of them must work. */
export function dependenciesFromSheet(bytes: Uint8Array, inventory: Inventory, language: Language): Result<Inventory, Fault[]> {
  const t = textsIn(language);
  const table = tableFrom(bytes, ['of', 'on'], t);
  if (!table.ok) return table;
  const faults: Fault[] = [];
  const lineOf = new Map<number, number>();
  const names = new Names(inventory.nodes);
  const dependencies = [...inventory.dependencies];
  for (const row of table.value.rows) {
    const line = new Line(row, table.value.header, faults, t);
    const of = found(line, 'of', line.text('of'), names);
    const on = listed(line.text('on'), names).map((name) => found(line, 'on', name, names));
    if (on.length === 0) line.fault(t.fault.unknownNode(t.column.on, ''));
    const purpose = line.text('for') === '' ? 'both' : line.word('for', ['run', 'recovery', 'both'] as const, (texts) => texts.purpose);
    if (purpose === undefined) line.fault(t.fault.badPurpose(line.text('for')));
    const [atLeast, loss, buffer] = [line.number('atLeast'), shareOf(line, 'loss'), line.span('buffer')];
    if (of === undefined || on.length === 0 || on.includes(undefined)) continue;
    const members = on.filter((key) => key !== undefined);
    const parsed = DependencyContents.safeParse({
      of,
      on: members,
      // A group of one is written with its number.
      any: members.length > 1 || atLeast !== null,
      atLeast: atLeast ?? 1,
      for: purpose ?? 'both',
      buffer,
      loss: loss ?? 1,
      note: line.text('note'),
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      line.fault(`${String(issue?.path[0] ?? '')}: ${issue?.message ?? ''}`);
      continue;
    }
    const same = dependencies.findIndex((one) => one.of === of && one.on.join('|') === members.join('|'));
    lineOf.set(same >= 0 ? same : dependencies.length, line.line);
    if (same >= 0) dependencies[same] = { ...parsed.data, id: dependencies[same]?.id ?? '' };
    else dependencies.push({ ...parsed.data, id: `new-${dependencies.length}` });
  }
  if (faults.length > 0) return err(faults);
  return modelChecked({ ...inventory, dependencies }, 'dependencies', lineOf, t);
}
