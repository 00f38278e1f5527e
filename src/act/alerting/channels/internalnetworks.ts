import { z } from 'zod';
import type { Bilingual } from '../../../kernel/languages.ts';
import type { FieldMeta } from '../../../kernel/secretfields.ts';

const NETWORK = /^[0-9a-f.:]+(\/\d{1,3})?$/i;

/** Networks of the house into which addresses may lead that others have entered; `help` says whose addresses those are. */
export const InternalNetworks = (help: Bilingual) => {
  const meta: FieldMeta = {
    label: { de: 'Erlaubte Netze im Haus', en: 'Networks in the house that are allowed' },
    help,
    placeholder: '192.168.10.0/24',
  };
  return z.array(z.string().trim().regex(NETWORK, 'must be a network like 192.168.10.0/24')).max(20).default([]).meta(meta);
};
