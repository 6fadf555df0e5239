import type { MockOptions, RunningMock } from '../../../engine/mock.ts'
import { createClock } from '../clock.ts'
import { behaviourOf } from '../deviation.ts'
import { createRandom } from '../random.ts'
import { serve } from '../server.ts'
import { createApp } from './app.ts'
import { conforming } from './behaviour.ts'
import { bookingsOf, type OpusData, patientsOf, practiceOf, scheduleOf } from './data.ts'
import { defects } from './defects/index.ts'
import { EXAMPLE_PATIENT, exampleBooking } from './example.ts'
import { keyOf } from './personal-number.ts'
import { createPractice, type PracticeSize } from './practice.ts'
import { createSchedule } from './schedule.ts'
import { opusStates } from './states.ts'
import { variants } from './variants.ts'
import type { World } from './world.ts'

export { defects, variants }

export interface OpusMockOptions extends MockOptions {
  /** Letters in both cases, for a key that is accepted in any case to be seen. */
  apiKey?: string
  /** How much the mock holds: 5 clinics, 12 clinicians and 10 treatments unless told otherwise. */
  size?: Partial<PracticeSize>
  /** Free times are given until the end of the month that is so many after the current one; 4 unless told otherwise. */
  monthsAhead?: number
  /** What it holds, in place of what it makes up. */
  data?: OpusData
  /** The instant at which a virtual clock stands first; the machine's time unless told otherwise. */
  startsAt?: Date
}

const SIZE: PracticeSize = { clinics: 5, clinicians: 12, treatments: 10 }

/**
 * Starts the mock of the Opus ITB booking API. Without deviations it answers as the reading in `docs/reading/opus.md` says.
 *
 * @throws RangeError for an unknown defect or variant.
 */
export async function start(options: OpusMockOptions = {}): Promise<RunningMock> {
  const { seed = 1, apiKey = 'Mock-Api-Key-7QxZ', monthsAhead = 4, data } = options
  const behaviour = behaviourOf(conforming, { defects, variants }, options)
  const clock = createClock(options.clock, options.startsAt?.getTime())
  const practice = data ? practiceOf(data) : createPractice({ ...SIZE, ...options.size }, seed, behaviour)
  const world: World = {
    practice,
    schedule: data ? scheduleOf(data) : createSchedule(practice, seed, behaviour),
    clock,
    random: createRandom(seed),
    apiKey,
    monthsAhead,
    patients: new Map(data ? patientsOf(data) : [[keyOf(EXAMPLE_PATIENT.PersonalNumber), EXAMPLE_PATIENT]]),
    bookings: data ? bookingsOf(data) : [exampleBooking(practice)],
    bookingsMade: 0,
    isBackendReachable: true,
  }
  const server = await serve({
    app: createApp(world, behaviour),
    clock,
    states: opusStates(world, behaviour),
    port: options.port,
  })
  return {
    profile: 'opus',
    ...server,
    target: { profile: 'opus', baseUrl: server.baseUrl, apiKey, providerStatesUrl: server.providerStatesUrl },
  }
}
