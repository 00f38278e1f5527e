import type { z } from 'zod';
import type { Bilingual } from '../../kernel/languages.ts';
import type { DarkSite } from '../../prepare/darkpages/render.ts';

/** A place where pages lie, ready to be shown: the emergency website, or the status page. */
export type Publisher = {
  /**
   * Puts the whole site in place at once (a reader sees the old or the new one, never a mixture) and resolves only when it was read
   * back and is equal. Rejects with a sentence that names the place and what to do, without secrets; aborts in time.
   */
  publish(site: DarkSite, signal: AbortSignal): Promise<void>;
  /** The hash of what lies there now, computed from the files themselves; null when there is nothing. */
  readBack(signal: AbortSignal): Promise<string | null>;
  /** Takes away what `publish` has put there; nothing happens where nothing is. Rejects as `publish` does. */
  remove(signal: AbortSignal): Promise<void>;
};

/** A kind of publisher, as the registry lists it: the form in the interface is drawn from `config`. */
export type PublisherKind = {
  readonly kind: string;
  readonly label: Bilingual;
  readonly about: Bilingual;
  readonly config: z.ZodType;
  /** Parses the stored settings; throws when they do not have the shape of `config`. */
  open(settings: unknown): Publisher;
};
