import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { Role } from '../../roles/rights.ts';
import { changePerson, type Person } from '../people.contract.ts';
import { de, en } from '../people.texts.ts';
import css from './people.module.css';

/** Another role for a person; each role says what it may. */
export function ChangeRole({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { people: t, roles, roleHelp, problems } = useTexts({ de, en });
  const toast = useToast();
  const [role, setRole] = useState(person.role);
  const change = useAction(changePerson, {
    onDone: (changed) => {
      toast({ text: t.changed(changed.name, roles[changed.role]) });
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={t.changeTitle(person.name)}>
      <Form
        onSubmit={() => change.mutate({ params: { id: person.id }, body: { role } })}
        submit={t.change}
        busy={change.isPending}
        error={change.error}
        problems={problems}
      >
        <fieldset className={css['choices']}>
          <legend className="visually-hidden">{t.role}</legend>
          {Role.options.map((one) => (
            <label key={one}>
              <input type="radio" name="role" value={one} checked={one === role} onChange={() => setRole(one)} />
              <span>
                {roles[one]}
                <small>{roleHelp[one]}</small>
              </span>
            </label>
          ))}
        </fieldset>
      </Form>
    </Dialog>
  );
}
