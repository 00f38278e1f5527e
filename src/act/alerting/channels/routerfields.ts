import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { OwnAuthority } from '../peerfields.ts';

const field = (meta: FieldMeta) => meta;

/** User and password of a router; `help` says what the user must be allowed. */
export const loginFields = (help: { readonly de: string; readonly en: string }) => ({
  user: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta(field({ label: { de: 'Benutzer', en: 'User' }, help })),
  password: z
    .string()
    .min(1)
    .max(1000)
    .meta(field({ label: { de: 'Kennwort', en: 'Password' }, secret: true })),
});

/** Routers in the house have certificates that nobody outside knows. */
export const routerCertificate = () =>
  OwnAuthority.optional().meta(
    field({
      label: { de: 'Zertifikat des Routers', en: 'Certificate of the router' },
      help: {
        de: 'Die Stelle, die das Zertifikat des Routers unterschrieben hat; bei einem selbst erstellten das Zertifikat selbst.',
        en: 'The authority that has signed the certificate of the router; for a self-made one the certificate itself.',
      },
      multiline: true,
    }),
  );
