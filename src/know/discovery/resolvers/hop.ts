import type { TlsFacts } from '../facts.ts';

/** One HTTP question and its answer; redirects are not followed, each is a question of its own. */
export type Hop = {
  readonly url: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Only the beginning was read: there was more than a scan takes. */
  readonly cut?: boolean;
  readonly tls: TlsFacts | null;
  /** Why there is no answer, in a sentence. */
  readonly error: string | null;
};

/** Where HTTP answers come from: the network, or a recording. Never throws. */
export type Fetcher = (url: string) => Promise<Hop>;
