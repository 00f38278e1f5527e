import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { nodeChoices, useInventory } from '../../checks/web/nodes.ts';
import { de, en } from '../screens.texts.ts';
import { addRule, type RuleView, removeRule } from '../sources.contract.ts';

function Fields({ onDone }: { readonly onDone: () => void }) {
  const all = useTexts({ de, en });
  const t = all.sources;
  const toast = useToast();
  const { inventory } = useInventory();
  const [pattern, setPattern] = useState('');
  const [nodeId, setNodeId] = useState('');
  const add = useAction(addRule, {
    onDone: ({ moved }) => {
      toast({ text: moved > 0 ? all.one.assignedMore(moved) : t.ruleMade });
      onDone();
    },
  });
  return (
    <Form onSubmit={() => add.mutate({ body: { pattern, nodeId } })} submit={t.addRule} busy={add.isPending} error={add.error}>
      <TextField
        label={t.pattern}
        help={t.patternHelp}
        value={pattern}
        onChange={setPattern}
        error={faultAt(add.error, '/pattern')}
        required
      />
      <SelectField
        label={t.means}
        value={nodeId}
        onChange={setNodeId}
        choices={nodeChoices(inventory, '').filter(({ value }) => value !== '-')}
        required
      />
    </Form>
  );
}

/** What senders call the assets. */
export function Rules({ rules }: { readonly rules: readonly RuleView[] }) {
  const t = useTexts({ de, en }).sources;
  const toast = useToast();
  const mayWrite = useMay('watch.write');
  const { may } = useInventory();
  const [open, setOpen] = useState(false);
  const again = useAction(addRule);
  const forget = useAction(removeRule);
  const drop = async ({ pattern, nodeId }: RuleView) => {
    await forget.mutateAsync({ params: { pattern } });
    toast({ text: t.forgotten, undo: () => again.mutateAsync({ body: { pattern, nodeId } }) });
  };
  return (
    <Card
      title={t.rules}
      aside={
        mayWrite &&
        may && (
          <Button small onClick={() => setOpen(true)}>
            {t.addRule}
          </Button>
        )
      }
    >
      <p className="muted small">{t.rulesHelp}</p>
      <DataTable
        caption={t.rules}
        rows={rules}
        rowKey={({ pattern }) => pattern}
        columns={[
          { key: 'pattern', label: t.pattern, by: ({ pattern }) => pattern, cell: ({ pattern }) => pattern },
          { key: 'means', label: t.means, by: ({ asset }) => asset, cell: ({ asset }) => asset ?? <span className="muted">{t.gone}</span> },
        ]}
        {...(mayWrite
          ? {
              actions: (rule: RuleView) => (
                <Button small onClick={() => drop(rule)}>
                  {t.forget}
                  <span className="visually-hidden"> {rule.pattern}</span>
                </Button>
              ),
            }
          : {})}
        empty={<p className="muted">{t.noRules}</p>}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={t.addRule}>
        <Fields onDone={() => setOpen(false)} />
      </Dialog>
    </Card>
  );
}
