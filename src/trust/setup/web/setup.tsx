import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, faultAt, ProblemError } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Doorway } from '../../../web/parts/doorway.tsx';
import { PasswordField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import type { Me } from '../../sessions/sessions.contract.ts';
import { doSetup } from '../setup.contract.ts';
import { de, en } from '../setup.texts.ts';

type SetupProps = {
  /** The server asks for the code from its console. */
  readonly needsCode: boolean;
  readonly onDone: (done: { readonly me: Me; readonly recoveryKey: string }) => void;
};

/** The first thing anybody sees: the firm and its owner. Zone and language come from the browser and can be changed later. */
export function Setup({ needsCode, onDone }: SetupProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const [organisation, setOrganisation] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const setup = useMutation({
    mutationFn: () => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Berlin';
      return call(doSetup, { body: { organisation, zone, language, name, email, password, ...(needsCode ? { code } : {}) } });
    },
    onSuccess: onDone,
  });
  const { error } = setup;
  const wrongCode = error instanceof ProblemError && error.code === 'wrong-setup-code';
  return (
    <Doorway title={t.title} headline={t.headline} sub={t.sub} wide>
      <Form
        onSubmit={() => setup.mutate()}
        submit={t.submit}
        busy={setup.isPending}
        error={wrongCode ? null : error}
        problems={{ 'already-set-up': t.alreadyDone }}
      >
        {needsCode && (
          <TextField
            label={t.code}
            help={t.codeHelp}
            name="code"
            value={code}
            onChange={setCode}
            error={wrongCode ? t.wrongCode : undefined}
            required
          />
        )}
        <h2>{t.firm}</h2>
        <TextField
          label={t.organisation}
          help={t.organisationHelp}
          name="organisation"
          autoComplete="organization"
          value={organisation}
          onChange={setOrganisation}
          error={faultAt(error, '/organisation')}
          required
        />
        <h2>{t.you}</h2>
        <TextField
          label={t.name}
          help={t.youHelp}
          name="name"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={faultAt(error, '/name')}
          required
        />
        <TextField
          label={t.email}
          help={t.emailHelp}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={faultAt(error, '/email')}
          required
        />
        <PasswordField
          label={t.password}
          help={t.passwordHelp}
          name="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={faultAt(error, '/password')}
          required
        />
      </Form>
    </Doorway>
  );
}
