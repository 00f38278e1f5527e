import { z } from 'zod';
import type { Bilingual } from '../../kernel/languages.ts';
import type { FieldMeta } from '../../kernel/secretfields.ts';

const field = (meta: FieldMeta) => meta;

/** Certificate of an authority of one's own, for devices in the house. */
export const OwnAuthority = z
  .string()
  .max(50_000)
  .regex(/-----BEGIN CERTIFICATE-----/, 'must be a certificate that begins with -----BEGIN CERTIFICATE-----');

/** One line, so that nothing can be slipped into a header or a command. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(250)
  .regex(/^[^\r\n]+$/);

/** A mail server by name or address; `like` is an example of one. */
export const mailServer = (like: string, words: Pick<FieldMeta, 'label' | 'help'>) =>
  Line.regex(/^[\w.:[\]-]+$/, `must be a server name like ${like}`).meta(field({ ...words, destination: true, placeholder: like }));

export const mailPort = (usual: number) =>
  z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(usual)
    .meta(field({ label: { de: 'Port', en: 'Port' }, destination: true }));

/** How the connection is encrypted; the usual way stands first. */
export const mailSecurity = (usual: 'starttls' | 'tls', options: Readonly<Record<'starttls' | 'tls' | 'none', Bilingual>>) =>
  z
    .enum([usual, usual === 'tls' ? 'starttls' : 'tls', 'none'])
    .default(usual)
    .meta(field({ label: { de: 'Verschlüsselung', en: 'Encryption' }, options, destination: true }));

export const mailAuthority = () =>
  OwnAuthority.optional().meta(
    field({
      label: { de: 'Eigene Zertifizierungsstelle', en: 'Certificate authority of your own' },
      help: {
        de: 'Nur für Mailserver im Haus, deren Zertifikat öffentlich nicht bekannt ist.',
        en: 'Only for mail servers in the house whose certificate is not publicly known.',
      },
      multiline: true,
    }),
  );
