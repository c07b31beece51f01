import { QueryClient } from '@tanstack/react-query';
import { worthRetrying } from '../data/hooks/useRead';

/** What changes only when an installation is set up anew, by the first part of the query's key. */
const CONSTANT = ['dispute_types', 'organisation_categories', 'channels', 'county_outlines'];

/**
 * The cache of everything that the console reads, with the rules that hold for every query: a query that needs
 * others names them itself. Its other defaults are the library's: what is opened or comes back to the front is
 * read again, and without a network a query waits.
 */
export function consoleQueries(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: worthRetrying } } });
  for (const key of CONSTANT) client.setQueryDefaults([key], { staleTime: Infinity });
  // A role changes only with the post, and a change of post reloads the console.
  client.setQueryDefaults(['auth', 'canAccess'], { staleTime: Infinity });
  return client;
}
