import { useQueryClient } from '@tanstack/react-query';
import { logout } from '../trust/sessions/sessions.contract.ts';
import { call } from './call.ts';
import { forgetAnswers } from './offline/answers.ts';

/** Logs out and forgets everything that was loaded. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    // First: also when the server cannot be told, nothing stays on this device.
    await forgetAnswers();
    await call(logout, {});
    client.clear();
    await forgetAnswers();
    window.location.assign('/');
  };
}
