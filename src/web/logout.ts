import { useQueryClient } from '@tanstack/react-query';
import { logout } from '../trust/sessions/sessions.contract.ts';
import { call } from './call.ts';

/** Logs out and forgets everything that was loaded. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await call(logout, {});
    client.clear();
    window.location.assign('/');
  };
}
