import type { TlsFacts } from '../facts.ts';
import type { Failure } from '../notchecked.ts';

/** One HTTP question and its answer; redirects are not followed, each is a question of its own. */
export type Hop = {
  readonly url: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Only the beginning was read: there was more than a scan takes. */
  readonly cut?: boolean;
  readonly tls: TlsFacts | null;
  /** Why there is no answer. */
  readonly error: Failure | null;
};

/** Where HTTP answers come from: the network, or a recording. Never throws. */
export type Fetcher = (url: string) => Promise<Hop>;

/** Why an answer other than 200 is of no use. */
export const failureOf = ({ error, status }: Pick<Hop, 'error' | 'status'>): Failure =>
  error ?? (status === null ? { code: 'no-answer' } : { code: 'status', status });
