import { useState } from 'react';
import type { Language } from '../../../kernel/languages.ts';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useAction } from '../../../web/query.ts';
import { Role } from '../../roles/rights.ts';
import { addPerson } from '../people.contract.ts';
import { de, en } from '../people.texts.ts';

/** The fields of a new person; what comes back is the first password, once. */
function NewPerson({ onDone }: { readonly onDone: (added: { readonly name: string; readonly firstPassword: string | null }) => void }) {
  const { people: t, roles, roleHelp, problems } = useTexts({ de, en });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('staff');
  const [language, setLanguage] = useState<Language>('de');
  const add = useAction(addPerson, { onDone: ({ person, firstPassword }) => onDone({ name: person.name, firstPassword }) });
  return (
    <Form
      onSubmit={() => add.mutate({ body: { name, email, role, language } })}
      submit={t.add}
      busy={add.isPending}
      error={add.error}
      problems={problems}
    >
      <TextField label={t.name} value={name} onChange={setName} error={faultAt(add.error, '/name')} required />
      <TextField label={t.email} type="email" value={email} onChange={setEmail} error={faultAt(add.error, '/email')} required />
      <SelectField
        label={t.role}
        value={role}
        onChange={setRole}
        choices={Role.options.map((value) => ({ value, label: `${roles[value]}: ${roleHelp[value]}` }))}
      />
      <SelectField
        label={t.language}
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
      />
    </Form>
  );
}

/** Gives somebody access; shows the first password once. */
export function AddPerson() {
  const { people: t } = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const [added, setAdded] = useState<{ readonly name: string; readonly firstPassword: string | null } | undefined>();
  const close = () => {
    setOpen(false);
    setAdded(undefined);
  };
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Dialog open={open} onClose={close} title={added ? t.addedTitle(added.name) : t.add}>
        {added ? (
          <>
            {added.firstPassword === null ? (
              <p>{t.knownAccount}</p>
            ) : (
              <>
                <p>{t.firstPasswordText}</p>
                <Secret value={added.firstPassword} label={t.firstPassword} />
              </>
            )}
            <div className="row">
              <Button kind="main" onClick={close}>
                {t.close}
              </Button>
            </div>
          </>
        ) : (
          <NewPerson onDone={setAdded} />
        )}
      </Dialog>
    </>
  );
}
