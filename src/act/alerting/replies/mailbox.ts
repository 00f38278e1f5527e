import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';

const field = (meta: FieldMeta) => meta;
const Line = z
  .string()
  .trim()
  .min(1)
  .max(250)
  .regex(/^[^\r\n]+$/);

/** The mailbox that answers to alert mails come to. Its form is drawn from this. */
export const Mailbox = z
  .object({
    address: z
      .email('must be an e-mail address')
      .max(120)
      .meta(
        field({
          label: { de: 'Adresse des Postfachs', en: 'Address of the mailbox' },
          help: {
            de: 'Steht in Alarm-Mails als Antwortadresse. Am besten das Konto, das auch sendet: Dann kommen auch Rückläufer hierher.',
            en: 'Stands in alert mails as the address to answer to. Best the account that also sends: then mails that come back arrive here, too.',
          },
          placeholder: 'alarm@firma.example',
        }),
      ),
    plus: z
      .boolean()
      .default(false)
      .meta(
        field({
          label: { de: 'Antwortadressen mit + unterscheiden', en: 'Tell answers apart by addresses with +' },
          help: {
            de: 'Nur wenn Ihr Anbieter alarm+abc@… ins selbe Postfach legt. Hilft bei Mailservern, die die Nachrichtenkennung ändern.',
            en: 'Only when your provider puts alarm+abc@… into the same mailbox. Helps with mail servers that change the id of a message.',
          },
        }),
      ),
    host: Line.regex(/^[\w.:[\]-]+$/, 'must be a server name like imap.firma.example').meta(
      field({
        label: { de: 'Postfachserver (IMAP)', en: 'Mailbox server (IMAP)' },
        help: {
          de: 'Ein eigenes Postfach nur für krisenfest: Gelesenes wird als gelesen markiert. Microsoft 365 lässt IMAP mit Kennwort nicht zu.',
          en: 'A mailbox of its own for krisenfest alone: what was read is marked as read. Microsoft 365 does not allow IMAP with a password.',
        },
        destination: true,
        placeholder: 'imap.firma.example',
      }),
    ),
    port: z
      .number()
      .int()
      .min(1)
      .max(65_535)
      .default(993)
      .meta(field({ label: { de: 'Port', en: 'Port' }, destination: true })),
    security: z
      .enum(['tls', 'starttls', 'none'])
      .default('tls')
      .meta(
        field({
          label: { de: 'Verschlüsselung', en: 'Encryption' },
          options: {
            tls: { de: 'TLS (üblich, Port 993)', en: 'TLS (usual, port 993)' },
            starttls: { de: 'STARTTLS (Port 143)', en: 'STARTTLS (port 143)' },
            none: { de: 'keine, nur auf diesem Rechner', en: 'none, only on this machine' },
          },
          destination: true,
        }),
      ),
    user: Line.meta(field({ label: { de: 'Benutzer', en: 'User' } })),
    password: z
      .string()
      .min(1)
      .max(1000)
      .meta(field({ label: { de: 'Kennwort', en: 'Password' }, secret: true })),
    folder: Line.default('INBOX').meta(
      field({ label: { de: 'Ordner', en: 'Folder' }, help: { de: 'Fast immer INBOX.', en: 'Nearly always INBOX.' } }),
    ),
    ca: z
      .string()
      .max(50_000)
      .regex(/-----BEGIN CERTIFICATE-----/, 'must be a certificate that begins with -----BEGIN CERTIFICATE-----')
      .optional()
      .meta(
        field({
          label: { de: 'Eigene Zertifizierungsstelle', en: 'Certificate authority of your own' },
          help: {
            de: 'Nur für Mailserver im Haus, deren Zertifikat öffentlich nicht bekannt ist.',
            en: 'Only for mail servers in the house whose certificate is not publicly known.',
          },
          multiline: true,
        }),
      ),
  })
  .refine(({ security, host }) => security !== 'none' || /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host), {
    path: ['security'],
    error: 'must be tls or starttls: the password would cross the network readable',
  });
export type Mailbox = z.infer<typeof Mailbox>;

/** Where an answer to the message with this token goes. */
export function answerAddress({ address, plus }: Pick<Mailbox, 'address' | 'plus'>, token: string): string {
  const at = address.lastIndexOf('@');
  return plus ? `${address.slice(0, at)}+${token}${address.slice(at)}` : address;
}
