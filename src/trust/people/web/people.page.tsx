import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { mayDo } from '../../roles/rights.ts';
import { listPeople, type Person, removePerson } from '../people.contract.ts';
import { de, en } from '../people.texts.ts';
import { AddPerson } from './addperson.tsx';
import { ChangeRole } from './changerole.tsx';
import { RightsTable } from './rightstable.tsx';

function List({ people }: { readonly people: readonly Person[] }) {
  const { people: t, roles, problems } = useTexts({ de, en });
  const w = useWords();
  const { me } = usePlace();
  const mayWrite = useMay('people.write');
  const toast = useToast();
  const [changing, setChanging] = useState<Person | undefined>();
  const remove = useAction(removePerson);
  const columns: Column<Person>[] = [
    {
      key: 'name',
      label: t.name,
      by: ({ name }) => name,
      cell: ({ name, id }) => (
        <>
          {name} {id === me.id && <Chip>{t.you}</Chip>}
        </>
      ),
    },
    { key: 'email', label: t.email, by: ({ email }) => email, cell: ({ email }) => email },
    { key: 'role', label: t.role, by: ({ role }) => roles[role], cell: ({ role }) => roles[role] },
    {
      key: 'seen',
      label: t.seen,
      by: ({ lastSeenAt }) => lastSeenAt,
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? <span className="muted">{t.never}</span> : w.ago(lastSeenAt)),
    },
  ];
  const deeds = (person: Person) => (
    <>
      <Button small onClick={() => setChanging(person)}>
        {t.change}
        <span className="visually-hidden"> {person.name}</span>
      </Button>
      {person.id !== me.id && (
        <ConfirmButton
          small
          label={
            <>
              {t.remove}
              <span className="visually-hidden"> {person.name}</span>
            </>
          }
          title={t.removeTitle(person.name)}
          confirm={t.remove}
          problems={problems}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { id: person.id } });
            toast({ text: t.removed(person.name) });
          }}
        >
          {t.removeText}
        </ConfirmButton>
      )}
    </>
  );
  return (
    <>
      <DataTable
        caption={t.caption}
        rows={people}
        rowKey={({ id }) => id}
        columns={columns}
        {...(mayWrite ? { actions: deeds } : {})}
        empty={<Empty title={t.empty} />}
      />
      {changing && <ChangeRole person={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}

/** Who may log in, and as what; below it, plainly, what each role may do. */
export default function PeoplePage() {
  const { people: t } = useTexts({ de, en });
  const mayWrite = useMay('people.write');
  const people = useQueryOf(listPeople, undefined, { topics: ['person'] });
  const all = people.data?.people ?? [];
  const leaders = all.filter(({ role }) => mayDo(role, 'act.lead')).length;
  return (
    <Page
      title={t.title}
      headline={people.data ? t.headline(all.length, leaders) : t.title}
      sub={t.sub}
      actions={mayWrite ? <AddPerson /> : undefined}
    >
      <Loaded query={people}>{(data) => <List people={data.people} />}</Loaded>
      <RightsTable />
    </Page>
  );
}
