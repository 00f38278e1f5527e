import { readInventory } from '../../../know/inventory/inventory.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { de, en } from '../plans.texts.ts';
import css from './plans.module.css';

const NONE = '';

/** The names of the nodes that can fail, by key. */
export function useNodeNames(): ReadonlyMap<string, string> {
  const may = useMay('know.read');
  const inventory = useQueryOf(readInventory, undefined, { topics: ['node'], enabled: may });
  return new Map((inventory.data?.nodes ?? []).map(({ key, name }) => [key, name]));
}

/** What the plan is bound to: systems, processes, causes of the model. */
export function Bound({ nodeIds, onChange }: { readonly nodeIds: readonly string[]; readonly onChange?: (nodeIds: string[]) => void }) {
  const t = useTexts({ de, en });
  const names = useNodeNames();
  const collator = new Intl.Collator('de');
  const free = [...names].filter(([key]) => !nodeIds.includes(key)).sort(([, a], [, b]) => collator.compare(a, b));
  return (
    <div className="stack">
      {nodeIds.length > 0 && (
        <ul className={css['chips']} aria-label={t.bound}>
          {nodeIds.map((id) => (
            <li key={id} className={onChange ? undefined : css['fixed']}>
              {names.get(id) ?? id}
              {onChange && (
                <Button
                  kind="plain"
                  small
                  aria-label={t.unbind(names.get(id) ?? id)}
                  onClick={() => onChange(nodeIds.filter((one) => one !== id))}
                >
                  <span aria-hidden="true">×</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {onChange &&
        (names.size === 0 ? (
          <p className="small muted">{t.noInventory}</p>
        ) : (
          <SelectField
            label={t.bound}
            help={t.boundHelp}
            value={NONE}
            choices={free.map(([key, name]) => ({ value: key, label: name }))}
            onChange={(key) => onChange([...nodeIds, key])}
          />
        ))}
    </div>
  );
}
