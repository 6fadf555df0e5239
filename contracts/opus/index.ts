import type { paths } from '../../openapi/types/opus.ts'
import type { Contract } from '../interaction.ts'
import { bookings } from './bookings.ts'
import { lists } from './lists.ts'
import { patients } from './patients.ts'
import { timeslots } from './timeslots.ts'

/** What a client of the Opus ITB booking API relies on. */
export const contract: Contract<paths> = {
  provider: 'opus',
  interactions: [...patients, ...bookings, ...lists, ...timeslots],
}
