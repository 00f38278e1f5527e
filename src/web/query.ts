import { QueryClient, type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Endpoint } from '../kernel/contract.ts';
import { type Args, type ArgsOrNone, type Called, call, ProblemError } from './call.ts';
import { useOrgSlug } from './place.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly topics: readonly string[] };
  }
}

/** A refusal will not change by asking again; a break of the network may. */
const retry = (count: number, error: unknown) => !(error instanceof ProblemError) && count < 2;

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      // The house works without the Internet: "offline" in the browser's sense must not stop anything.
      queries: { staleTime: 15_000, retry, networkMode: 'always', refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

type QueryOptions = {
  /** Nouns of the events after which this is asked again, as in `['check', 'node']`. */
  readonly topics?: readonly string[];
  readonly enabled?: boolean;
  /** Asks again each so many milliseconds, for what changes without an event. */
  readonly every?: number;
  /** Keeps showing the last page while the next one is loaded. */
  readonly keep?: boolean;
};

/** Key of a query: `[slug, 'GET /checks/:id', args]`. */
export const keyOf = (one: Endpoint, org: string | undefined, args?: unknown): readonly unknown[] => [
  org ?? '',
  `${one.method} ${one.path}`,
  ...(args === undefined ? [] : [args]),
];

/** Asks an endpoint in the organisation of the page. `useQueryOf(listChecks, { query: { state: 'down' } }, { topics: ['check'] })` */
export function useQueryOf<const E extends Endpoint>(one: E, args?: ArgsOrNone<E>, options: QueryOptions = {}): UseQueryResult<Called<E>> {
  const org = useOrgSlug();
  return useQuery<Called<E>>({
    queryKey: keyOf(one, org, args),
    queryFn: async ({ signal }) => {
      // `null` stands for "nothing": a query must not give undefined.
      const answer = await call(one, { ...(args as object | undefined), org, signal } as never);
      return (answer ?? null) as Called<E>;
    },
    meta: { topics: options.topics ?? [] },
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.keep ? { placeholderData: (previous: unknown) => previous as never } : {}),
  });
}

type ActionOptions<E> = { readonly onDone?: (answer: Called<E>, args: Args<E>) => unknown };

/**
 * A deed: `const add = useAction(addCheck, { onDone: … }); add.mutate({ body })`. When it is done, what is on the screen is asked
 * for again. Its failure is in `add.error`; show it with `<FaultNote error={add.error} />`.
 */
export function useAction<const E extends Endpoint>(one: E, options: ActionOptions<E> = {}): UseMutationResult<Called<E>, Error, Args<E>> {
  const org = useOrgSlug();
  const client = useQueryClient();
  return useMutation<Called<E>, Error, Args<E>>({
    mutationFn: (args) => call(one, { ...(args as object), ...(one.scope === 'organisation' ? { org } : {}) } as never),
    onSuccess: async (answer, args) => {
      await options.onDone?.(answer, args);
      void client.invalidateQueries();
    },
  });
}
