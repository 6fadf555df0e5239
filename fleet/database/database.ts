import type { Database, Patience } from './queries.ts'

/** Which database is meant: one of the two. */
export type Place = { url: string } | { dir: string }

/**
 * Opens the database of a place. Neither driver is loaded before one is opened.
 *
 * @param patience where a connection that is lost later is waited for
 * @throws FleetError where it cannot be reached, or somebody else has the folder.
 */
export async function openDatabase(place: Place, patience?: Patience): Promise<Database> {
  return 'url' in place
    ? (await import('./postgres.ts')).openPostgres(place.url, patience)
    : (await import('./folder.ts')).openFolder(place.dir)
}
