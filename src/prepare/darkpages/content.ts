import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';

// No control characters but line breaks, no half surrogate pairs, nothing that turns the direction of the text around.
const UNWANTED = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/u;
const clean = (text: string): boolean => !UNWANTED.test(text) && text.isWellFormed();

/** Text for the public, of several lines. */
export const lines = (longest: number) =>
  z.string().trim().min(1).max(longest).refine(clean, 'holds characters that have no place on a page');
/** Text for the public, of one line. */
export const line = (longest: number) => lines(longest).refine((text) => !text.includes('\n'), 'must be one line');
const both = <T extends z.ZodType>(shape: T) => z.strictObject({ de: shape, en: shape });
const At = z
  .int()
  .nonnegative()
  .transform((ms): Instant => instant(ms));

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** What stands on the page in one language; placeholders `{{…}}` are filled from `values`. */
export const PageText = z.strictObject({
  headline: line(150),
  /** Paragraphs are parted by an empty line. */
  whatHappened: lines(3000),
  works: z.array(line(200)).max(20),
  doesNot: z.array(line(200)).max(20),
  howToReach: lines(1000),
});
export type PageText = z.infer<typeof PageText>;

/** A way to reach the company while its digital services are down. */
export const PageContact = z
  .strictObject({
    label: both(line(80)),
    phone: z
      .string()
      .regex(/^\+?[0-9][0-9 ()/.-]{2,30}$/, 'must be a phone number like 0431 555 0199')
      .exactOptional(),
    email: z.email().max(200).exactOptional(),
    hours: both(line(120)).exactOptional(),
  })
  .refine(({ phone, email }) => phone !== undefined || email !== undefined, 'needs a phone number or an e-mail address');
export type PageContact = z.infer<typeof PageContact>;

/** A small picture, carried inside the page; an SVG is shown as an image, where no script of it can run. */
export const Logo = z.strictObject({ type: z.enum(['image/svg+xml', 'image/png', 'image/webp']), base64: z.base64().min(4).max(5500) });

/** Everything that an emergency website is made of. The same content gives the same bytes. */
export const DarkSiteContent = z.strictObject({
  /** An exercise says so on every page and in every twin, and is hidden from search engines. */
  mode: z.enum(['actual', 'exercise']),
  /** `outage`: the neutral page of a technical fault. `crisis`: more is known and said. */
  kind: z.enum(['outage', 'crisis']),
  version: z.int().positive(),
  /** The address that visitors type, as `https://www.firma.example/`. */
  site: z.url({ protocol: /^https$/ }).max(300),
  company: z.strictObject({ name: line(120), imprint: lines(600).exactOptional(), logo: Logo.exactOptional() }),
  zone: z.string().max(60).refine(isZone, 'must be a time zone like Europe/Berlin'),
  since: At,
  updatedAt: At,
  nextUpdateAt: At.nullable(),
  text: both(PageText),
  contacts: z.array(PageContact).max(12),
  /** What was said before. */
  updates: z.array(z.strictObject({ at: At, text: both(lines(800)) })).max(20),
  values: both(z.record(z.string().max(60), z.string().max(500).refine(clean, 'holds characters that have no place on a page'))),
});
export type DarkSiteContent = z.infer<typeof DarkSiteContent>;
