import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type Answer, ask, type Asked, type Refusal } from './ask.js';
import type { KnownNoun, KnownVerb } from './routes.js';

interface ReadOptions {
  enabled?: boolean;
}

/** A read of the API, kept and renewed when something changes; what was shown stays until the new comes. */
export function useRead<N extends KnownNoun, V extends KnownVerb<N>>(
  noun: N,
  verb: V,
  asked: Asked<N, V> = {},
  { enabled = true }: ReadOptions = {},
): UseQueryResult<Answer<N, V>, Refusal> {
  return useQuery<Answer<N, V>, Refusal>({
    queryKey: [noun, verb, asked],
    queryFn: () => ask(noun, verb, asked),
    placeholderData: keepPreviousData as never,
    enabled,
  });
}

interface Paged<T> {
  items: T[];
  next?: string;
}

const PAGE = 200;

/** All items of a read that comes in pages: what has come is shown while the rest is on its way. `first` is the whole first page (counts stand there). */
export function useAll<N extends KnownNoun, V extends KnownVerb<N>, T>(
  noun: N,
  verb: V,
  asked: Asked<N, V>,
  pageOf: (answer: Answer<N, V>) => Paged<T>,
  { enabled = true }: ReadOptions = {},
): { first?: Answer<N, V>; items: T[]; loading: boolean; error: Refusal | null } {
  const read = usePages(noun, verb, { ...asked, query: { ...asked.query, limit: PAGE } } as Asked<N, V>, pageOf, { enabled });
  const { hasNextPage, isFetching, fetchNextPage, data } = read;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return { first: data?.pages[0], items: read.items, loading: read.isPending && enabled, error: read.error };
}

/** Pages of a read, one after the other as they are asked for. */
export function usePages<N extends KnownNoun, V extends KnownVerb<N>, T>(
  noun: N,
  verb: V,
  asked: Asked<N, V>,
  pageOf: (answer: Answer<N, V>) => Paged<T>,
  { enabled = true }: ReadOptions = {},
) {
  const read = useInfiniteQuery<Answer<N, V>, Refusal, { pages: Answer<N, V>[] }, unknown[], string | undefined>({
    queryKey: [noun, verb, asked, 'pages'],
    queryFn: ({ pageParam }) =>
      ask(noun, verb, { ...asked, query: { ...asked.query, ...(pageParam !== undefined && { cursor: pageParam }) } } as Asked<N, V>),
    initialPageParam: undefined,
    getNextPageParam: (last) => pageOf(last).next,
    placeholderData: keepPreviousData as never,
    enabled,
  });
  const { data } = read;
  // The list stays the same object until its pages change.
  const items = useMemo(() => data?.pages.flatMap((page) => pageOf(page).items) ?? [], [data]);
  return { ...read, items };
}
