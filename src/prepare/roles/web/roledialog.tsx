import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { AreaField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useAction } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { addCrisisRole, putCrisisRole } from '../roles.contract.ts';
import { de, en } from '../roles.texts.ts';
import type { CrisisRole } from '../roles.ts';

type RoleFormProps = { readonly role: CrisisRole | undefined; readonly onClose: () => void };

function RoleForm({ role, onClose }: RoleFormProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const [name, setName] = useState(role?.name ?? '');
  const [duty, setDuty] = useState(role?.duty ?? '');
  const add = useAction(addCrisisRole, { onDone: onClose });
  const put = useAction(putCrisisRole, { onDone: onClose });
  const { error, isPending } = role ? put : add;
  const submit = () => {
    if (!role) return add.mutate({ body: { name, duty } });
    const { id, updatedAt: _, ...rest } = role;
    put.mutate({ params: { id }, body: { ...rest, name, duty } });
  };
  return (
    <Form
      onSubmit={submit}
      submit={room.save}
      busy={isPending}
      error={error}
      problems={room.problems}
      aside={
        <Button kind="plain" onClick={onClose}>
          {room.cancel}
        </Button>
      }
    >
      <TextField label={t.name} value={name} onChange={setName} required />
      <AreaField label={t.duty} value={duty} onChange={setDuty} rows={4} />
      <p className="small muted">{t.dutyHelp}</p>
    </Form>
  );
}

/** Name and duty of a role; without `role` a new one of the firm's own. */
export function RoleDialog({ open, role, onClose }: { readonly open: boolean; readonly role?: CrisisRole; readonly onClose: () => void }) {
  const t = useTexts({ de, en });
  return (
    <Dialog open={open} onClose={onClose} title={role?.name ?? t.ownTitle}>
      <RoleForm role={role} onClose={onClose} />
    </Dialog>
  );
}
