import { useState } from 'react';
import { formatDuration, HOUR } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import type { NodeKind } from '../../model/model.ts';
import { addNode } from '../inventory.contract.ts';
import { type InventoryNode, NodeContents, ProviderDetails } from '../inventory.ts';
import { RESOURCE_KINDS, type Section } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import css from './inventory.module.css';

/** The fewest fields with which an entry is of use: a name, its kind, one number. The rest comes later. */
export function QuickAdd({ section, onAdded }: { readonly section: Section; readonly onAdded: (node: InventoryNode) => void }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<NodeKind>('system');
  const [span, setSpan] = useState<number | null>(null);
  const add = useAction(addNode, {
    onDone: (node) => {
      toast({ text: t.added(node.name) });
      setName('');
      setSpan(null);
      onAdded(node);
    },
  });
  const submit = () => {
    const said = span === null ? null : formatDuration(Math.max(span, HOUR / 60));
    const restore = said === null ? null : { best: said, likely: said, worst: said, source: 'guess' as const };
    switch (section) {
      case 'processes':
        return add.mutate({ body: NodeContents.parse({ kind: 'process', name, mtpd: said }) });
      case 'resources':
        return add.mutate({ body: NodeContents.parse({ kind, name, restore }) });
      case 'providers':
        // A cause takes others along; what it depends on itself is nobody's question here.
        return add.mutate({ body: NodeContents.parse({ kind: 'cause', name, restore, asked: true, provider: ProviderDetails.parse({}) }) });
      default:
        return section satisfies never;
    }
  };
  const noun = t.noun[section];
  return (
    <form
      className={css['quick']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !add.isPending) submit();
      }}
    >
      <TextField label={t.nameOf(noun)} value={name} onChange={setName} required />
      {section === 'resources' && (
        <SelectField
          label={t.kindLabel}
          value={kind}
          onChange={setKind}
          choices={RESOURCE_KINDS.map((value) => ({ value, label: t.kind[value] }))}
        />
      )}
      <DurationField label={t.quickSpan[section]} value={span} onChange={setSpan} />
      <Button type="submit" kind="main" busy={add.isPending}>
        {t.addNamed(noun)}
      </Button>
      <FaultNote error={add.error} problems={t.problems} />
    </form>
  );
}
