import type { z } from 'zod';
import type { Instant } from '../../kernel/instant.ts';
import type { Bilingual } from '../../kernel/languages.ts';

/** What is left with the switch, for the administrator who wonders why the site looks like this. */
export type SwitchNote = { readonly since: Instant; readonly until: Instant; readonly hash: string };

/** Decides whether visitors see the usual website or the emergency website. */
export type Switch = {
  /** Shows the emergency website; resolves when the switch was read back as on. Doing it twice is doing it once. */
  on(note: SwitchNote, signal: AbortSignal): Promise<void>;
  /** Shows the usual website again; resolves when the switch was read back as off. */
  off(signal: AbortSignal): Promise<void>;
  read(signal: AbortSignal): Promise<'on' | 'off'>;
};

/** A kind of switch, as the registry lists it: the form in the interface is drawn from `config`. */
export type SwitchKind = {
  readonly kind: string;
  readonly label: Bilingual;
  readonly about: Bilingual;
  readonly config: z.ZodType;
  /** Parses the stored settings; throws when they do not have the shape of `config`. */
  open(settings: unknown): Switch;
};
