import { faker } from '@faker-js/faker/locale/en'
import type { components } from '../openapi/types/opus.ts'
import { seeded } from './seeded.ts'

export type TimeSlot = components['schemas']['TimeSlot']

/**
 * A made-up slot of half an hour on a day from 2030 to 2039, between 8 and 16 o'clock local time, at a made-up clinic.
 */
export function timeSlot(seed: number): TimeSlot {
  const drawn = seeded(faker, seed, 'time slot')
  const start = drawn.date.between({ from: '2030-01-01T00:00:00Z', to: '2039-12-31T00:00:00Z' })
  start.setUTCHours(drawn.number.int({ min: 8, max: 15 }), drawn.helpers.arrayElement([0, 30]), 0, 0)
  const end = new Date(start.getTime() + 30 * 60_000)
  return {
    Start: local(start),
    End: local(end),
    ClinicID: `${drawn.number.int({ min: 1, max: 99 })}-${drawn.string.uuid()}`,
    ClinicianID: drawn.number.int({ min: 1, max: 20 }),
    TreatmentID: drawn.number.int({ min: 1, max: 20 }),
  }
}

/** `YYYY-MM-DDTHH:MM:SS`, without zone. */
function local(time: Date): string {
  return time.toISOString().slice(0, 19)
}
