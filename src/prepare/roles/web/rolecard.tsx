import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField, SwitchField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import type { Contact } from '../../contacts/contacts.ts';
import { ContactDialog } from '../../contacts/web/contactdialog.tsx';
import { Reach } from '../../contacts/web/reach.tsx';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { putCrisisRole, removeCrisisRole } from '../roles.contract.ts';
import { de, en } from '../roles.texts.ts';
import type { CrisisRole } from '../roles.ts';
import { RoleDialog } from './roledialog.tsx';
import css from './roles.module.css';

const NEW = 'new';
const NOBODY = 'nobody';

type RoleCardProps = {
  readonly role: CrisisRole;
  readonly contacts: readonly Contact[];
  /** Brought here by a link: comes into view. */
  readonly sought: boolean;
};

/** A role: its duty, who holds it, who stands in. What is chosen is saved at once. */
export function RoleCard({ role, contacts, sought }: RoleCardProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const mayWrite = useMay('prepare.write');
  const put = useAction(putCrisisRole, { onDone: () => toast({ text: room.saved }) });
  const remove = useAction(removeCrisisRole);
  const [editing, setEditing] = useState(false);
  const [adding, setAdding] = useState<'holder' | 'deputy' | undefined>();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sought) place.current?.scrollIntoView({ block: 'center' });
  }, [sought]);

  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const holder = role.holder === null ? undefined : byId.get(role.holder);
  const deputies = role.deputies.flatMap((id) => byId.get(id) ?? []);
  const save = (change: Partial<Pick<CrisisRole, 'holder' | 'deputies' | 'inCrisisTeam'>>) => {
    const { id, updatedAt: _, ...rest } = role;
    put.mutate({ params: { id }, body: { ...rest, ...change } });
  };
  const people = contacts.map(({ id, name }) => ({ value: id, label: name }));
  const free = people.filter(({ value }) => !role.deputies.includes(value) && value !== role.holder);
  const saveNew = (contact: Contact) => save(adding === 'holder' ? { holder: contact.id } : { deputies: [...role.deputies, contact.id] });

  return (
    <div ref={place}>
      <Card
        title={role.name}
        tone={sought ? 'degraded' : 'plain'}
        aside={mayWrite ? undefined : role.inCrisisTeam ? undefined : <Chip>{t.notInTeam}</Chip>}
      >
        <div className={css['role']}>
          <p className={css['duty']}>{role.duty}</p>
          {mayWrite ? (
            <SelectField
              label={t.holder}
              value={holder?.id ?? NOBODY}
              choices={[{ value: NOBODY, label: t.noHolder }, ...people, { value: NEW, label: t.newContact }]}
              onChange={(value) =>
                value === NEW ? setAdding('holder') : save({ holder: value === NOBODY || value === '' ? null : value })
              }
            />
          ) : (
            <p>
              <strong>{holder?.name ?? t.noHolder}</strong>
            </p>
          )}
          {holder && <Reach addresses={holder.addresses} />}
          <div className={css['deputies']}>
            <h3>{t.deputies}</h3>
            {deputies.length === 0 && <p className="small muted">{t.noDeputies}</p>}
            <ol>
              {deputies.map(({ id, name }) => (
                <li key={id}>
                  {name}
                  {mayWrite && (
                    <Button
                      kind="plain"
                      small
                      aria-label={t.removeDeputy(name)}
                      onClick={() => save({ deputies: role.deputies.filter((other) => other !== id) })}
                    >
                      <span aria-hidden="true">×</span>
                    </Button>
                  )}
                </li>
              ))}
            </ol>
            {mayWrite && (
              <SelectField
                label={<span className="visually-hidden">{t.addDeputy}</span>}
                value={NOBODY}
                choices={[{ value: NOBODY, label: t.addDeputy }, ...free, { value: NEW, label: t.newContact }]}
                onChange={(value) => {
                  if (value === NEW) setAdding('deputy');
                  else if (value !== NOBODY && value !== '') save({ deputies: [...role.deputies, value] });
                }}
              />
            )}
          </div>
          {mayWrite && <SwitchField label={t.inTeam} value={role.inCrisisTeam} onChange={(inCrisisTeam) => save({ inCrisisTeam })} />}
          <FaultNote error={put.error} problems={room.problems} />
          {mayWrite && (
            <div className="row">
              <Button small onClick={() => setEditing(true)}>
                {room.edit}
              </Button>
              <ConfirmButton
                label={room.remove}
                kind="plain"
                small
                title={room.removeTitle(role.name)}
                confirm={room.remove}
                onConfirm={() => remove.mutateAsync({ params: { id: role.id } })}
              >
                <p>{t.removeText}</p>
              </ConfirmButton>
            </div>
          )}
        </div>
      </Card>
      <RoleDialog open={editing} role={role} onClose={() => setEditing(false)} />
      <ContactDialog open={adding !== undefined} onClose={() => setAdding(undefined)} onSaved={saveNew} />
    </div>
  );
}
