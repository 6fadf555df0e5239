import { openDatabase, type Place } from './database/database.ts'
import type { Database, Patience } from './database/queries.ts'
import { migrate } from './schema.ts'

/**
 * Opens the store of a fleet, and brings it to the present schema.
 *
 * @param patience where a database that goes away for a while is waited for
 * @throws FleetError where it cannot be opened.
 */
export async function openStore(place: Place, patience?: Patience): Promise<Database> {
  const database = await openDatabase(place, patience)
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
