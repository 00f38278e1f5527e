import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Language } from '../../../kernel/languages.ts';

export const printCallTree = endpoint({
  method: 'GET',
  path: '/call-tree.pdf',
  group: 'alerts',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'The telephone chain on paper: who rings whom, numbers, deputies, room for the time and a tick.',
  query: z.object({ language: Language.default('de') }),
  produces: 'application/pdf',
});
