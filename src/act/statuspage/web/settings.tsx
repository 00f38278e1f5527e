import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { changeStatusDraft, type StatusPageView } from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import { useFaults } from './usefaults.ts';
import { publicWords, typed, WordsFields } from './wordsfields.tsx';

/** How the page is: its address, how often it is written, what stands on it besides. */
export function Settings({ draft, may }: { readonly draft: StatusPageView['draft']; readonly may: boolean }) {
  const t = useTexts({ de, en }).settings;
  const toast = useToast();
  const [address, setAddress] = useState(draft.address ?? '');
  const [every, setEvery] = useState(String(draft.everyMinutes));
  const [intro, setIntro] = useState(typed(draft.intro));
  const [flags, setFlags] = useState({
    outages: draft.outages,
    maintenance: draft.maintenance,
    emergency: draft.emergency,
    hidden: draft.hidden,
  });
  const save = useAction(changeStatusDraft, { onDone: () => toast({ text: t.saved }) });
  const error = useFaults(save.error);
  const choices = Object.entries<string>(t.everyChoices).map(([value, label]) => ({ value, label }));
  const known = choices.some(({ value }) => value === every) ? choices : [...choices, { value: every, label: t.everyOther(Number(every)) }];
  const flag = (key: keyof typeof flags, label: string, help?: string) => (
    <CheckField
      label={label}
      {...(help === undefined ? {} : { help })}
      value={flags[key]}
      disabled={!may}
      onChange={(on) => setFlags({ ...flags, [key]: on })}
    />
  );
  if (!may) return null;
  return (
    <Card title={t.title}>
      <Form
        submit={t.save}
        busy={save.isPending}
        error={error}
        onSubmit={() =>
          save.mutate({
            body: {
              ...draft,
              ...flags,
              address: address.trim() === '' ? null : address.trim(),
              everyMinutes: Number(every),
              intro: intro.de.trim() === '' ? null : publicWords(intro),
            },
          })
        }
      >
        <TextField
          type="url"
          label={t.address}
          help={t.addressHelp}
          value={address}
          onChange={setAddress}
          error={faultAt(error, '/address')}
        />
        <SelectField label={t.every} help={t.everyHelp} value={every} onChange={setEvery} choices={known} />
        <WordsFields
          label={t.intro}
          help={t.introHelp}
          value={intro}
          onChange={setIntro}
          error={error}
          pointer="/intro"
          long
          required={false}
        />
        {flag('outages', t.outages, t.outagesHelp)}
        {flag('maintenance', t.maintenance, t.maintenanceHelp)}
        {flag('emergency', t.emergency, t.emergencyHelp)}
        {flag('hidden', t.hidden)}
        <p className="small muted">{t.imprint}</p>
      </Form>
    </Card>
  );
}
