import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { useFaults } from '../../checks/web/usefaults.ts';
import { addUplink, changeUplink, type UplinkView } from '../uplinks.contract.ts';
import { de, en } from '../uplinks.texts.ts';
import type { UplinkContents, Via } from '../uplinks.ts';

type Machine = readonly { readonly name: string; readonly addresses: readonly string[] }[];
type ViaProps = { readonly via: Via; readonly onChange: (via: Via) => void; readonly machine: Machine; readonly error: unknown };

/** By interface or by own address. */
function ViaFields({ via, onChange, machine, error }: ViaProps) {
  const t = useTexts({ de, en });
  const [first] = machine;
  return (
    <>
      <SelectField
        label={t.via}
        help={t.viaHelp}
        value={via.kind}
        onChange={(kind) =>
          onChange(
            kind === 'interface' ? { kind: 'interface', name: first?.name ?? '' } : { kind: 'address', address: first?.addresses[0] ?? '' },
          )
        }
        choices={[
          { value: 'interface', label: t.viaKinds.interface },
          { value: 'address', label: t.viaKinds.address },
        ]}
      />
      {via.kind === 'interface' ? (
        <TextField
          label={t.interface}
          help={t.interfaceHelp(machine.map(({ name }) => name).join(', '))}
          value={via.name}
          required
          error={faultAt(error, '/via/name')}
          onChange={(name) => onChange({ kind: 'interface', name })}
        />
      ) : (
        <TextField
          label={t.address}
          help={t.addressHelp}
          value={via.address}
          required
          error={faultAt(error, '/via/address')}
          onChange={(address) => onChange({ kind: 'address', address })}
        />
      )}
    </>
  );
}

type UplinkDialogProps = {
  readonly open: boolean;
  /** The line to change; without it a new one is entered. */
  readonly item: UplinkView | undefined;
  /** What role a new line probably has. */
  readonly role: UplinkContents['role'];
  readonly machine: Machine;
  readonly onClose: () => void;
};

/** Enters or changes a line to the Internet. Give it a `key` per line. */
export function UplinkDialog({ open, item: uplink, role, machine, onClose }: UplinkDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const onDone = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addUplink, { onDone });
  const change = useAction(changeUplink, { onDone });
  const [draft, setDraft] = useState<UplinkContents>(
    () => uplink ?? { name: '', role, via: { kind: 'interface', name: machine[0]?.name ?? '' } },
  );
  const body = { name: draft.name, role: draft.role, via: draft.via };
  const save = () => (uplink ? change.mutate({ params: { id: uplink.id }, body }) : add.mutate({ body }));
  const error = useFaults(uplink ? change.error : add.error);
  return (
    <Dialog open={open} onClose={onClose} title={uplink ? t.edit : t.add}>
      <Form onSubmit={save} submit={t.save} busy={add.isPending || change.isPending} error={error}>
        <TextField
          label={t.name}
          placeholder={t.namePlaceholder}
          value={draft.name}
          required
          error={faultAt(error, '/name')}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <SelectField
          label={t.role}
          help={t.roleHelp}
          value={draft.role}
          onChange={(next) => setDraft({ ...draft, role: next })}
          choices={[
            { value: 'main', label: t.roles.main },
            { value: 'spare', label: t.roles.spare },
          ]}
        />
        <ViaFields via={draft.via} onChange={(via) => setDraft({ ...draft, via })} machine={machine} error={error} />
      </Form>
    </Dialog>
  );
}
