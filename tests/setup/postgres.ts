import { ensurePostgres } from '../../scripts/postgres.ts'

/** Global setup: installs PostgreSQL where that is possible. Where it is not, the tests that need it fail and say so. */
export default function setup(): void {
  try {
    ensurePostgres()
  } catch (error) {
    console.warn(error instanceof Error ? error.message : error)
  }
}
