import { z } from 'zod';
import type { Bilingual } from '../../../kernel/languages.ts';
import { parseIp } from '../../../outbound/address.ts';

/** What a field says of itself to the form that is drawn from it. */
export type FieldMeta = {
  readonly label: Bilingual;
  readonly help?: Bilingual;
  readonly placeholder?: string;
  /** Sealed at rest, never shown again. */
  readonly secret?: boolean;
  /** Where the secrets are sent to: changing it asks for the secrets again, so that nobody can have them sent elsewhere. */
  readonly destination?: boolean;
  /** The words for the values of a choice. */
  readonly options?: Readonly<Record<string, Bilingual>>;
  /** Shown only while another field has this value. */
  readonly onlyIf?: { readonly field: string; readonly is: string };
  /** Needed seldom: the form folds it away. */
  readonly rare?: true;
};

export const field = (meta: FieldMeta): FieldMeta => meta;

/** A name as the DNS wants it (`mühlhaus.example` → `xn--mhlhaus-n2a.example`), or an address as it is. */
export function asciiHost(host: string): string {
  const bare = host.trim().replace(/^\[|\]$/g, '');
  if (parseIp(bare)) return bare;
  return URL.canParse(`http://${bare}`) ? new URL(`http://${bare}`).hostname : bare;
}

const isHost = (text: string): boolean => {
  const bare = text.trim().replace(/^\[|\]$/g, '');
  return parseIp(bare) !== undefined || /^(?!-)[\p{L}\p{N}_-]{1,63}(\.[\p{L}\p{N}_-]{1,63})*\.?$/u.test(bare);
};

/** A host by name or address, without scheme and port. */
export const Host = z.string().trim().min(1).max(253).refine(isHost, 'must be a name like mail.muehlhaus.example or an IP address');

export const Port = z.number().int().min(1, 'must be between 1 and 65535').max(65_535, 'must be between 1 and 65535');

/** How a mail server encrypts: from the start, after a greeting, or not at all. */
const ENCRYPTIONS = ['tls', 'starttls', 'none'] as const;
export type Encryption = (typeof ENCRYPTIONS)[number];

export const encryption = (usual: Encryption, more: Partial<FieldMeta> = {}) =>
  z
    .enum(ENCRYPTIONS, 'must be tls, starttls or none')
    .default(usual)
    .meta(
      field({
        label: { de: 'Verschlüsselung', en: 'Encryption' },
        options: {
          tls: { de: 'von Anfang an (Port 465 oder 993)', en: 'from the start (port 465 or 993)' },
          starttls: { de: 'nach der Begrüßung (STARTTLS)', en: 'after the greeting (STARTTLS)' },
          none: { de: 'keine', en: 'none' },
        },
        ...more,
      }),
    );

/** A few lines of text, each of which must fit; empty ones are allowed and mean nothing. */
export const lines = (fits: (text: string) => boolean, otherwise: string, most: number) =>
  z
    .array(z.string().max(253))
    .max(most, `must be at most ${most} lines`)
    .refine((all) => all.every((line) => line.trim() === '' || fits(line.trim())), otherwise)
    .optional();

export const DAY_MS = 86_400_000;

/** Days before the end of a certificate at which it is worth a warning. */
export const warnDays = (days: number) =>
  z
    .number()
    .int()
    .min(0)
    .max(90)
    .default(days)
    .meta(
      field({
        label: {
          de: 'Warnen, wenn das Zertifikat bald abläuft (Tage vorher)',
          en: 'Warn when the certificate is about to expire (days before)',
        },
        help: { de: '0 = nicht warnen.', en: '0 = no warning.' },
      }),
    );
