import { useState } from 'react';
import { Language } from '../../../kernel/languages.ts';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { useLogout } from '../../../web/logout.ts';
import { MyDevicesCard } from '../../../web/mydevices/mydevicescard.tsx';
import { OfflineCard } from '../../../web/offline/offlinecard.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { PasswordField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { changeMyself } from '../people.contract.ts';
import { de, en } from '../people.texts.ts';

const languages = [
  { value: 'de', label: 'Deutsch' },
  { value: 'en', label: 'English' },
] as const;

function About() {
  const t = useTexts({ de, en }).account;
  const { me } = usePlace();
  const { setLanguage } = useLanguage();
  const toast = useToast();
  const [name, setName] = useState(me.name);
  const [language, setChosen] = useState<Language>(me.language);
  const save = useAction(changeMyself, {
    onDone: () => {
      setLanguage(language);
      toast({ text: (language === 'de' ? de : en).account.saved });
    },
  });
  return (
    <Card title={t.about}>
      <Form onSubmit={() => save.mutate({ body: { name, language } })} submit={t.save} busy={save.isPending} error={save.error}>
        <TextField
          label={t.name}
          help={t.nameHelp}
          autoComplete="name"
          value={name}
          onChange={setName}
          error={faultAt(save.error, '/name')}
          required
        />
        <SelectField
          label={t.language}
          help={t.languageHelp}
          value={language}
          onChange={(value) => setChosen(Language.parse(value))}
          choices={languages}
        />
      </Form>
    </Card>
  );
}

function ChangePassword() {
  const { account: t, problems } = useTexts({ de, en });
  const { me } = usePlace();
  const toast = useToast();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const change = useAction(changeMyself, {
    onDone: () => {
      setOld('');
      setFresh('');
      toast({ text: t.changed });
    },
  });
  return (
    <Card title={t.password}>
      <Form
        onSubmit={() => change.mutate({ body: { password: { old, new: fresh } } })}
        submit={t.change}
        busy={change.isPending}
        error={change.error}
        problems={problems}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <PasswordField label={t.old} autoComplete="current-password" value={old} onChange={setOld} required />
        <PasswordField
          label={t.new}
          help={t.newHelp}
          autoComplete="new-password"
          value={fresh}
          onChange={setFresh}
          error={faultAt(change.error, '/password/new')}
          required
        />
      </Form>
    </Card>
  );
}

/** One's own name, language and password. */
export default function AccountPage() {
  const { account: t, roles } = useTexts({ de, en });
  const { me, org } = usePlace();
  const logout = useLogout();
  return (
    <Page title={t.title} headline={t.headline(me.name)} sub={t.sub(me.email, roles[org.role], org.name)}>
      <About />
      <MyDevicesCard />
      <ChangePassword />
      <OfflineCard />
      <Card title={t.leave}>
        <div className="stack">
          <p>{t.leaveText}</p>
          <div className="row">
            <Button onClick={logout}>{t.leave}</Button>
          </div>
        </div>
      </Card>
    </Page>
  );
}
