import { useState } from 'react';
import type { Language } from '../../../kernel/languages.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { addContact, putContact } from '../contacts.contract.ts';
import { de, en } from '../contacts.texts.ts';
import { type Contact, displayAddress } from '../contacts.ts';
import { Addresses, type Draft, faultOf, newDraft } from './addresses.tsx';

const drafts = (contact: Contact | undefined): readonly Draft[] =>
  contact
    ? contact.addresses.map((address, index) => ({ ...address, key: `kept${index}`, value: displayAddress(address) }))
    : [newDraft('sms'), newDraft('email')];

type ContactFormProps = {
  readonly contact: Contact | undefined;
  readonly onClose: () => void;
  readonly onSaved: (contact: Contact) => void;
};

function ContactForm({ contact, onClose, onSaved }: ContactFormProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const [name, setName] = useState(contact?.name ?? '');
  const [company, setCompany] = useState(contact?.company ?? '');
  const [language, setLanguage] = useState<Language>(contact?.language ?? 'de');
  const [note, setNote] = useState(contact?.note ?? '');
  const [addresses, setAddresses] = useState(() => drafts(contact));
  const [strict, setStrict] = useState(false);
  const done = (saved: Contact) => {
    toast({ text: room.saved });
    onSaved(saved);
  };
  const add = useAction(addContact, { onDone: done });
  const put = useAction(putContact, { onDone: done });
  const { error, isPending } = contact ? put : add;

  const submit = () => {
    setStrict(true);
    const written = addresses.filter(({ value }) => value.trim() !== '');
    if (written.some((draft) => faultOf(draft) !== undefined)) return;
    const body = {
      name,
      company,
      language,
      note,
      addresses: written.map(({ kind, value, label, withoutInternet }) => ({
        kind,
        value,
        label,
        ...(withoutInternet === null ? {} : { withoutInternet }),
      })),
    };
    if (contact) put.mutate({ params: { id: contact.id }, body: { ...body, revision: contact.revision } });
    else add.mutate({ body });
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
      <TextField label={t.name} help={t.nameHelp} value={name} onChange={setName} required />
      <TextField label={t.company} help={t.companyHelp} value={company} onChange={setCompany} />
      <Addresses drafts={addresses} company={company.trim()} onChange={setAddresses} strict={strict} />
      <SelectField
        label={t.language}
        help={t.languageHelp}
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'de', label: room.german },
          { value: 'en', label: room.english },
        ]}
      />
      <AreaField label={t.note} help={t.noteHelp} rows={2} value={note} onChange={setNote} />
    </Form>
  );
}

type ContactDialogProps = {
  readonly open: boolean;
  /** Left out: a new contact. */
  readonly contact?: Contact | undefined;
  readonly onClose: () => void;
  readonly onSaved?: (contact: Contact) => void;
};

/** Adds or changes a contact. */
export function ContactDialog({ open, contact, onClose, onSaved }: ContactDialogProps) {
  const t = useTexts({ de, en });
  return (
    <Dialog open={open} onClose={onClose} title={contact?.name ?? t.addTitle} wide>
      <ContactForm
        contact={contact}
        onClose={onClose}
        onSaved={(saved) => {
          onClose();
          onSaved?.(saved);
        }}
      />
    </Dialog>
  );
}
