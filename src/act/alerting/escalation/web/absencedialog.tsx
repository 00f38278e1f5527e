import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { faultAt } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Dialog } from '../../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../../web/parts/field.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { usePlaceZone } from '../../../../web/place.ts';
import { useAction } from '../../../../web/query.ts';
import { addAbsence, addGroup, type Group, putGroup } from '../escalation.contract.ts';
import { de, en } from '../escalation.texts.ts';
import css from './escalation.module.css';
import { PeopleField } from './peoplefield.tsx';

type Named = { readonly id: string; readonly name: string };
const NOBODY = 'nobody';

/** Somebody is away from a day to a day. */
export function AbsenceDialog({ people, onClose }: { readonly people: readonly Named[]; readonly onClose: () => void }) {
  const t = useTexts({ de, en });
  const a = t.absences;
  const toast = useToast();
  const today = Temporal.Now.plainDateISO(usePlaceZone());
  const [contactId, setContactId] = useState('');
  const [from, setFrom] = useState(today.toString());
  const [until, setUntil] = useState(today.add({ days: 13 }).toString());
  const [standIn, setStandIn] = useState(NOBODY);
  const add = useAction(addAbsence, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const choices = people.map(({ id, name }) => ({ value: id, label: name }));
  const wrong = until < from;
  return (
    <Dialog open onClose={onClose} title={a.add}>
      <Form
        onSubmit={() => {
          if (!wrong && contactId !== '') add.mutate({ body: { contactId, from, until, standIn: standIn === NOBODY ? null : standIn } });
        }}
        submit={t.save}
        busy={add.isPending}
        error={add.error}
        problems={t.problems}
      >
        <SelectField label={a.who} value={contactId} choices={choices} onChange={setContactId} required />
        <div className={css['pair']}>
          <TextField type="date" label={a.from} value={from} onChange={setFrom} required />
          <TextField type="date" label={a.until} value={until} onChange={setUntil} error={wrong ? a.order : undefined} required />
        </div>
        <SelectField
          label={a.standIn}
          value={standIn}
          choices={[{ value: NOBODY, label: a.nobody }, ...choices.filter(({ value }) => value !== contactId)]}
          onChange={(id) => setStandIn(id === '' ? NOBODY : id)}
        />
      </Form>
    </Dialog>
  );
}

type GroupDialogProps = { readonly group: Group | undefined; readonly people: readonly Named[]; readonly onClose: () => void };

/** People who are alerted together. */
export function GroupDialog({ group, people, onClose }: GroupDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [name, setName] = useState(group?.name ?? '');
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? []);
  const done = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addGroup, { onDone: done });
  const put = useAction(putGroup, { onDone: done });
  const { error, isPending } = group ? put : add;
  const contents = { name, members: [...members] };
  const fault = (field: string) => faultAt(error, `/${field}`) ?? faultAt(error, `/contents/${field}`);
  return (
    <Dialog open onClose={onClose} title={group?.name ?? t.groups.addTitle}>
      <Form
        onSubmit={() =>
          group ? put.mutate({ params: { id: group.id }, body: { contents, revision: group.revision } }) : add.mutate({ body: contents })
        }
        submit={t.save}
        busy={isPending}
        error={error}
        problems={t.problems}
      >
        <TextField label={t.name} value={name} onChange={setName} error={fault('name')} required />
        <PeopleField label={t.groups.members} people={people} value={members} onChange={setMembers} error={fault('members')} />
      </Form>
    </Dialog>
  );
}
