import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { Line, mailAuthority, mailPort, mailSecurity, mailServer } from '../peerfields.ts';

const field = (meta: FieldMeta) => meta;
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
    host: mailServer('imap.firma.example', {
      label: { de: 'Postfachserver (IMAP)', en: 'Mailbox server (IMAP)' },
      help: {
        de: 'Ein eigenes Postfach nur für krisenfest: Gelesenes wird als gelesen markiert. Microsoft 365 lässt IMAP mit Kennwort nicht zu.',
        en: 'A mailbox of its own for krisenfest alone: what was read is marked as read. Microsoft 365 does not allow IMAP with a password.',
      },
    }),
    port: mailPort(993),
    security: mailSecurity('tls', {
      tls: { de: 'TLS (üblich, Port 993)', en: 'TLS (usual, port 993)' },
      starttls: { de: 'STARTTLS (Port 143)', en: 'STARTTLS (port 143)' },
      none: { de: 'keine, nur auf diesem Rechner', en: 'none, only on this machine' },
    }),
    user: Line.meta(field({ label: { de: 'Benutzer', en: 'User' } })),
    password: z
      .string()
      .min(1)
      .max(1000)
      .meta(field({ label: { de: 'Kennwort', en: 'Password' }, secret: true })),
    folder: Line.default('INBOX').meta(
      field({ label: { de: 'Ordner', en: 'Folder' }, help: { de: 'Fast immer INBOX.', en: 'Nearly always INBOX.' } }),
    ),
    ca: mailAuthority(),
  })
  .refine(({ security, host }) => security !== 'none' || /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host), {
    path: ['security'],
    error: 'must be tls or starttls: the password would cross the network readable',
  });
export type Mailbox = z.infer<typeof Mailbox>;

/** What is told of a mailbox that cannot be read has this cause. */
export const MAILBOX_CAUSE = 'reply-mailbox';

/** Where an answer to the message with this token goes. */
export function answerAddress({ address, plus }: Pick<Mailbox, 'address' | 'plus'>, token: string): string {
  const at = address.lastIndexOf('@');
  return plus ? `${address.slice(0, at)}+${token}${address.slice(at)}` : address;
}
