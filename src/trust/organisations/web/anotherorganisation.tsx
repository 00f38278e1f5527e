import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { addOrganisation } from '../organisations.contract.ts';
import { de, en } from '../organisations.texts.ts';

/** Adds another organisation to the installation and goes there. */
export function AnotherOrganisation() {
  const { another: t, name: label } = useTexts({ de, en });
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const client = useQueryClient();
  const toast = useToast();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const add = useAction(addOrganisation, {
    onDone: async (added) => {
      // The way there leads through what the person may see, so that must be known first.
      await client.invalidateQueries();
      toast({ text: t.added(added.name) });
      navigate(`/o/${added.slug}`);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.title}>
        <p>{t.text}</p>
        <Form onSubmit={() => add.mutate({ body: { name, zone, language } })} submit={t.add} busy={add.isPending} error={add.error}>
          <TextField label={label} value={name} onChange={setName} error={faultAt(add.error, '/name')} required />
        </Form>
      </Dialog>
    </>
  );
}
