import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { addDependency, type InventoryView, removeDependency } from '../inventory.contract.ts';
import { DependencyContents, type InventoryDependency, type InventoryNode } from '../inventory.ts';
import { msOf, needsOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import { DependencyDialog } from './dependencydialog.tsx';
import css from './inventory.module.css';

/** What one dependency says, in a line: `Warenwirtschaft · Puffer 6 h`. */
export function DependencyLine({
  dependency,
  nodes,
}: {
  readonly dependency: InventoryDependency;
  readonly nodes: readonly InventoryNode[];
}) {
  const t = useTexts({ de, en });
  const w = useWords();
  const names = new Map(nodes.map(({ key, name }) => [key, name]));
  const buffer = msOf(dependency.buffer);
  const more = [
    ...(dependency.any ? [t.atLeastOf(dependency.atLeast, dependency.on.length)] : []),
    ...(buffer === null || buffer === 0 ? [] : [`${t.bufferShort} ${w.span(buffer)}`]),
    ...(dependency.loss === 1 ? [] : [t.lossShort(w.percent(dependency.loss))]),
    ...(dependency.for === 'both' ? [] : [t.purposes[dependency.for]]),
  ];
  return (
    <span>
      {dependency.on.map((key) => names.get(key) ?? key).join(' / ')}
      {more.length > 0 && <span className="small muted"> · {more.join(' · ')}</span>}
    </span>
  );
}

/** What an entry needs, and one more at the press of a list. */
export function Needs({ node, inventory }: { readonly node: InventoryNode; readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const add = useAction(addDependency);
  const remove = useAction(removeDependency);
  const [editing, setEditing] = useState<InventoryDependency | undefined>();
  const mine = needsOf(inventory.dependencies, node.key);
  const taken = new Set(mine.flatMap(({ on, any }) => (any ? [] : on)));
  const free = inventory.nodes
    .filter(({ key, kind }) => key !== node.key && !taken.has(key) && kind !== 'process')
    .concat(inventory.nodes.filter(({ key, kind }) => key !== node.key && !taken.has(key) && kind === 'process'));
  return (
    <fieldset className={css['group']}>
      <legend>{t.needs}</legend>
      {mine.length === 0 && <p className="small muted">{node.asked ? t.needsNothing : t.notAsked}</p>}
      {mine.length > 0 && (
        <ul className={css['needs']}>
          {mine.map((one) => (
            <li key={one.id}>
              <DependencyLine dependency={one} nodes={inventory.nodes} />
              <span className="row">
                <Button small kind="plain" onClick={() => setEditing(one)}>
                  {t.edit}
                </Button>
                <Button small kind="plain" onClick={() => remove.mutateAsync({ params: { id: one.id } }).catch(() => undefined)}>
                  {t.remove}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <SelectField
        label={t.addNeed}
        value=""
        onChange={(key) => add.mutate({ body: DependencyContents.parse({ of: node.key, on: [key] }) })}
        choices={free.map(({ key, name, kind }) => ({ value: key, label: `${name} (${t.kind[kind]})` }))}
      />
      <FaultNote error={add.error ?? remove.error} problems={t.problems} />
      <DependencyDialog open={editing !== undefined} dependency={editing} inventory={inventory} onClose={() => setEditing(undefined)} />
    </fieldset>
  );
}
