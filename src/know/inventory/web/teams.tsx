import { useState } from 'react';
import { formatDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { AreaField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { type InventoryView, putResponse, putTeams } from '../inventory.contract.ts';
import { type InventoryTeam, keyFor } from '../inventory.ts';
import { msOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';

type TeamFormProps = { readonly team: InventoryTeam | undefined; readonly inventory: InventoryView; readonly onClose: () => void };

function TeamForm({ team, inventory, onClose }: TeamFormProps) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const toast = useToast();
  const [name, setName] = useState(team?.name ?? '');
  const [slots, setSlots] = useState<number | null>(team?.slots ?? 1);
  const [hours, setHours] = useState(team?.hours?.open.join('\n') ?? '');
  const put = useAction(putTeams, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const submit = () => {
    const key = team?.key ?? keyFor(name, new Set(inventory.teams.map((one) => one.key)));
    const open = hours
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const next: InventoryTeam = {
      key,
      name,
      slots: Math.max(1, Math.round(slots ?? 1)),
      hours: open.length === 0 ? null : { tz: team?.hours?.tz ?? org.zone, open },
    };
    const teams = team ? inventory.teams.map((one) => (one.key === key ? next : one)) : [...inventory.teams, next];
    put.mutate({ body: { teams: teams.map((one) => ({ ...one })) } });
  };
  return (
    <Form
      onSubmit={submit}
      submit={t.save}
      busy={put.isPending}
      error={put.error}
      problems={t.problems}
      aside={
        <Button kind="plain" onClick={onClose}>
          {t.cancel}
        </Button>
      }
    >
      <TextField label={t.name} value={name} onChange={setName} required />
      <NumberField label={t.slots} value={slots} onChange={setSlots} />
      <AreaField label={t.hours} help={t.hoursHelp} rows={2} value={hours} onChange={setHours} />
    </Form>
  );
}

function Response({ inventory }: { readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [value, setValue] = useState(msOf(inventory.response));
  const put = useAction(putResponse, { onDone: () => toast({ text: t.responseSaved }) });
  return (
    <Card>
      <Form
        onSubmit={() => put.mutate({ body: { response: value === null ? null : formatDuration(value) } })}
        submit={t.save}
        busy={put.isPending}
        error={put.error}
        problems={t.problems}
      >
        <DurationField label={t.response} help={t.responseHelp} value={value} onChange={setValue} />
      </Form>
    </Card>
  );
}

/** Who restores things, and how long it takes until anybody begins. */
export function Teams({ inventory }: { readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  const [editing, setEditing] = useState<InventoryTeam | 'new' | undefined>();
  const put = useAction(putTeams);
  const add = mayWrite && (
    <Button kind="main" onClick={() => setEditing('new')}>
      {t.addTeam}
    </Button>
  );
  const uses = (team: InventoryTeam) => inventory.nodes.filter(({ restoredBy }) => restoredBy.includes(team.key)).map(({ name }) => name);
  return (
    <>
      <DataTable
        caption={t.tabs.teams}
        rows={inventory.teams}
        rowKey={({ key }) => key}
        tools={add}
        columns={[
          { key: 'name', label: t.name, by: ({ name }) => name, cell: ({ name }) => name },
          { key: 'slots', label: t.slots, by: ({ slots }) => slots, cell: ({ slots }) => t.slotsShort(slots) },
          {
            key: 'hours',
            label: t.hours,
            by: ({ hours }) => hours?.open.join(' ') ?? '',
            cell: ({ hours }) => hours?.open.join(', ') ?? '–',
          },
          { key: 'uses', label: t.restoreShort, by: (team) => uses(team).length, cell: (team) => uses(team).join(', ') || '–' },
        ]}
        empty={
          <Empty title={t.teamsEmpty} action={add}>
            {t.teamsEmptyText}
          </Empty>
        }
        {...(mayWrite
          ? {
              actions: (team: InventoryTeam) => (
                <>
                  <Button small onClick={() => setEditing(team)}>
                    {t.edit}
                  </Button>
                  {uses(team).length === 0 && (
                    <ConfirmButton
                      label={t.remove}
                      kind="plain"
                      small
                      title={t.removeTitle(team.name)}
                      confirm={t.remove}
                      onConfirm={() => put.mutateAsync({ body: { teams: inventory.teams.filter(({ key }) => key !== team.key) } })}
                    >
                      <p>{t.removeText([])}</p>
                    </ConfirmButton>
                  )}
                </>
              ),
            }
          : {})}
      />
      {mayWrite && <Response inventory={inventory} />}
      <Dialog open={editing !== undefined} onClose={() => setEditing(undefined)} title={t.tabs.teams}>
        <TeamForm team={editing === 'new' ? undefined : editing} inventory={inventory} onClose={() => setEditing(undefined)} />
      </Dialog>
    </>
  );
}
