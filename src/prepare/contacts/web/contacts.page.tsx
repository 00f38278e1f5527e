import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { CallTreeLink } from '../../../web/parts/calltreelink.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { listCrisisRoles } from '../../roles/roles.contract.ts';
import { peopleOf } from '../../roles/roles.ts';
import { exportContacts, exportVcards, listContacts, putContact, removeContact } from '../contacts.contract.ts';
import { de, en } from '../contacts.texts.ts';
import { type Contact, displayAddress, reachableWithoutInternet } from '../contacts.ts';
import { ContactDialog } from './contactdialog.tsx';
import { ContactImport } from './contactimport.tsx';
import css from './reach.module.css';
import { Reach } from './reach.tsx';

/** Removes a contact after asking, and brings it back when that was wrong. */
function RemoveContact({ contact }: { readonly contact: Contact }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const remove = useAction(removeContact);
  const bringBack = useAction(putContact);
  const roles = useQueryOf(listCrisisRoles, undefined, { topics: ['crisis-role', 'contact'] });
  const held = (roles.data?.roles ?? []).filter((role) => peopleOf(role).includes(contact.id)).map(({ name }) => name);
  const { id, revision: _r, updatedAt: _u, ...contents } = contact;
  return (
    <ConfirmButton
      label={room.remove}
      kind="plain"
      small
      title={room.removeTitle(contact.name)}
      confirm={room.remove}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { id } });
        toast({ text: room.removed(contact.name), undo: () => bringBack.mutateAsync({ params: { id }, body: contents }) });
      }}
    >
      <p>{t.removeText(held)}</p>
    </ConfirmButton>
  );
}

function columnsOf(t: typeof de): readonly Column<Contact>[] {
  return [
    {
      key: 'name',
      label: t.name,
      by: ({ name }) => name,
      cell: ({ name, company, note }) => (
        <>
          {name}
          {company && <div className={css['second']}>{company}</div>}
          {note && <div className={css['second']}>{note}</div>}
        </>
      ),
    },
    {
      key: 'reach',
      label: t.reach,
      by: ({ addresses, company, note }) =>
        [...addresses.flatMap((one) => [displayAddress(one), one.value, one.label]), company, note].join(' '),
      cell: ({ addresses }) => <Reach addresses={addresses} />,
    },
    {
      key: 'offline',
      label: t.offline,
      by: (contact) => (reachableWithoutInternet(contact) ? 1 : 0),
      cell: (contact) =>
        reachableWithoutInternet(contact) ? <Chip tone="ok">{t.offlineYes}</Chip> : <Chip tone="degraded">{t.offlineNo}</Chip>,
    },
  ];
}

/** Everybody whom the company needs in an emergency. */
export default function ContactsPage() {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const { org } = usePlace();
  const mayWrite = useMay('prepare.write');
  const query = useQueryOf(listContacts, { query: {} }, { topics: ['contact'] });
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const all = query.data?.contacts ?? [];
  const chosen = all.find(({ id }) => id === search.get('contact'));
  const close = () => {
    setAdding(false);
    setSearch({}, { replace: true });
  };
  const add = (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  );
  return (
    <Page
      title={t.title}
      headline={
        query.data === undefined
          ? t.title
          : all.length === 0
            ? t.emptyHeadline
            : t.headline(all.length, all.filter(reachableWithoutInternet).length)
      }
      sub={t.sub}
      actions={
        <>
          {all.length > 0 && <CallTreeLink />}
          {mayWrite && <ContactImport />}
          {mayWrite && all.length > 0 && add}
        </>
      }
    >
      <Loaded query={query}>
        {({ contacts }) => (
          <DataTable
            caption={t.title}
            rows={contacts}
            rowKey={({ id }) => id}
            columns={columnsOf(t)}
            exportHref={urlOf(exportContacts, { org: org.slug })}
            tools={
              <LinkButton small href={urlOf(exportVcards, { org: org.slug })} download>
                {t.vcards}
              </LinkButton>
            }
            empty={
              <Empty title={t.emptyTitle} action={mayWrite ? add : undefined}>
                {t.emptyText}
              </Empty>
            }
            {...(mayWrite
              ? {
                  actions: (contact: Contact) => (
                    <>
                      <Button small onClick={() => setSearch({ contact: contact.id })}>
                        {room.edit}
                      </Button>
                      <RemoveContact contact={contact} />
                    </>
                  ),
                }
              : {})}
          />
        )}
      </Loaded>
      <ContactDialog key={chosen?.id ?? 'new'} open={mayWrite && (adding || chosen !== undefined)} contact={chosen} onClose={close} />
    </Page>
  );
}
