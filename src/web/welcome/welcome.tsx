import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Me, readMe } from '../../trust/sessions/sessions.contract.ts';
import { RecoveryKey } from '../../trust/setup/web/recoverykey.tsx';
import { Setup } from '../../trust/setup/web/setup.tsx';
import { keyOf } from '../query.ts';

type Done = { readonly me: Me; readonly recoveryKey: string };

/** The first run: firm and owner, then the recovery key, then in. */
export default function Welcome({ needsCode }: { readonly needsCode: boolean }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [done, setDone] = useState<Done | undefined>();
  if (!done) return <Setup needsCode={needsCode} onDone={setDone} />;
  const [organisation] = done.me.organisations;
  const enter = () => {
    navigate('/', { replace: true });
    client.setQueryData(keyOf(readMe, undefined), done.me);
  };
  return <RecoveryKey organisation={organisation?.name ?? ''} recoveryKey={done.recoveryKey} onDone={enter} />;
}
