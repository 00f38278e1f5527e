import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { changeOrganisation, type Organisation, readOrganisation } from '../organisations.contract.ts';
import { de, en } from '../organisations.texts.ts';
import { AnotherOrganisation } from './anotherorganisation.tsx';

/** The zones that this browser knows, with the one that is set. */
const zones = (current: string): readonly string[] => [...new Set([current, ...Intl.supportedValuesOf('timeZone')])].sort();

function Fields({ organisation }: { readonly organisation: Organisation }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const { settings } = organisation;
  const [name, setName] = useState(organisation.name);
  const [zone, setZone] = useState(organisation.zone);
  const [language, setLanguage] = useState(organisation.language);
  const [employees, setEmployees] = useState<number | null>(settings.employees);
  const [hourlyRate, setHourlyRate] = useState<number | null>(settings.hourlyRate);
  const save = useAction(changeOrganisation, { onDone: () => toast({ text: t.saved }) });
  const { error } = save;
  const send = () =>
    save.mutate({
      body: {
        name,
        zone,
        language,
        // An empty field keeps what was there; the contract says what is wrong with anything else.
        settings: { ...settings, employees: employees ?? settings.employees, hourlyRate: hourlyRate ?? settings.hourlyRate },
      },
    });
  const fields = (
    <>
      <TextField
        label={t.name}
        help={t.nameHelp}
        value={name}
        onChange={setName}
        error={faultAt(error, '/name')}
        disabled={!mayWrite}
        required
      />
      <NumberField
        label={t.employees}
        help={t.employeesHelp}
        value={employees}
        onChange={setEmployees}
        error={faultAt(error, '/settings/employees')}
        disabled={!mayWrite}
      />
      <NumberField
        label={t.hourlyRate}
        help={t.hourlyRateHelp}
        value={hourlyRate}
        onChange={setHourlyRate}
        error={faultAt(error, '/settings/hourlyRate')}
        disabled={!mayWrite}
      />
      <SelectField
        label={t.zone}
        help={t.zoneHelp}
        value={zone}
        onChange={setZone}
        choices={zones(organisation.zone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        disabled={!mayWrite}
      />
      <SelectField
        label={t.language}
        help={t.languageHelp}
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
        disabled={!mayWrite}
      />
    </>
  );
  return (
    <Card>
      {mayWrite ? (
        <Form onSubmit={send} submit={t.save} busy={save.isPending} error={error}>
          {fields}
        </Form>
      ) : (
        <div className="stack">
          <p className="muted">{t.readOnly}</p>
          {fields}
        </div>
      )}
    </Card>
  );
}

/** Name, size, zone and language of the firm. */
export default function OrganisationPage() {
  const t = useTexts({ de, en });
  const { role } = usePlace().org;
  const mayAdd = role === 'owner' || role === 'operator';
  const organisation = useQueryOf(readOrganisation, undefined, { topics: ['organisation'] });
  return (
    <Page
      title={t.title}
      headline={organisation.data ? t.headline(organisation.data.name) : t.title}
      sub={t.sub}
      actions={mayAdd && <AnotherOrganisation />}
    >
      <Loaded query={organisation}>{(data) => <Fields organisation={data} />}</Loaded>
    </Page>
  );
}
