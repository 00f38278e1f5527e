import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useAction } from '../../../web/query.ts';
import { de as peopleDe, en as peopleEn } from '../../people/people.texts.ts';
import { Role, TokenScope } from '../../roles/rights.ts';
import { createToken } from '../tokens.contract.ts';
import { de, en } from '../tokens.texts.ts';

type Validity = '30' | '365' | '1825' | 'never';
const validities: readonly Validity[] = ['30', '365', '1825', 'never'];

function Fields({ onMade }: { readonly onMade: (made: { readonly name: string; readonly secret: string }) => void }) {
  const t = useTexts({ de, en });
  const { roles } = useTexts({ de: peopleDe, en: peopleEn });
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [role, setRole] = useState<Role>('auditor');
  const [validity, setValidity] = useState<Validity>('365');
  const make = useAction(createToken, { onDone: ({ secret }) => onMade({ name, secret }) });
  return (
    <Form
      onSubmit={() => make.mutate({ body: { name, scope, role, validForDays: validity === 'never' ? null : Number(validity) } })}
      submit={t.add}
      busy={make.isPending}
      error={make.error}
    >
      <TextField label={t.name} help={t.nameHelp} value={name} onChange={setName} error={faultAt(make.error, '/name')} required />
      <SelectField
        label={t.scope}
        value={scope}
        onChange={setScope}
        choices={TokenScope.options.map((value) => ({ value, label: t.scopes[value] }))}
      />
      <SelectField
        label={t.role}
        help={t.roleHelp}
        value={role}
        onChange={setRole}
        choices={Role.options.map((value) => ({ value, label: roles[value] }))}
      />
      <SelectField
        label={t.valid}
        value={validity}
        onChange={setValidity}
        choices={validities.map((value) => ({ value, label: t.validity[value] }))}
      />
    </Form>
  );
}

/** Makes an access for a program; its key is shown once. */
export function NewToken() {
  const t = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string } | undefined>();
  const close = () => {
    setOpen(false);
    setMade(undefined);
  };
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Dialog open={open} onClose={close} title={made ? t.secretTitle(made.name) : t.add}>
        {made ? (
          <>
            <p>{t.secretText}</p>
            <Secret value={made.secret} label={t.secret} />
            <p className="small muted">
              {t.secretUse} <code>Authorization: Bearer …</code>
            </p>
            <div className="row">
              <Button kind="main" onClick={close}>
                {t.noted}
              </Button>
            </div>
          </>
        ) : (
          <Fields onMade={setMade} />
        )}
      </Dialog>
    </>
  );
}
