import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, ProblemError } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { forgetAnswers } from '../../../web/offline/answers.ts';
import { Doorway } from '../../../web/parts/doorway.tsx';
import { PasswordField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { keyOf } from '../../../web/query.ts';
import { login, readMe } from '../sessions.contract.ts';
import { de, en } from '../sessions.texts.ts';

/** Log in with address and password; the page that was asked for follows. */
export default function Login() {
  const t = useTexts({ de, en });
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entering = useMutation({
    mutationFn: async () => {
      // Whoever was here before leaves nothing to the next.
      await forgetAnswers();
      return call(login, { body: { email, password } });
    },
    onSuccess: (me) => client.setQueryData(keyOf(readMe, undefined), me),
  });
  const said = (error: unknown) => {
    if (!(error instanceof ProblemError)) return error;
    if (error.status === 429) return new Error(t.tooMany);
    return error.status === 401 || error.status === 400 ? new Error(t.wrong) : error;
  };
  return (
    <Doorway title={t.title} headline={t.headline} sub={t.sub}>
      <Form onSubmit={() => entering.mutate()} submit={t.submit} busy={entering.isPending} error={entering.error && said(entering.error)}>
        <TextField label={t.email} type="email" name="email" autoComplete="username" value={email} onChange={setEmail} required />
        <PasswordField
          label={t.password}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          required
        />
      </Form>
      <p className="small muted">{t.forgotten}</p>
    </Doorway>
  );
}
