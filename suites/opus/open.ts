import { type Unobserved, unobserved } from '../../engine/finding.ts'
import { limitTo } from '../../engine/limit.ts'
import { Memo } from '../../engine/memo.ts'
import { Phases } from '../../engine/phases.ts'
import type { OpenTarget } from '../../engine/profile.ts'
import { isUnjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import type { Query } from './api.ts'
import { Booker, bookingOf, isMade, lastTry } from './bookings/booker.ts'
import { makeBookings } from './bookings/making.ts'
import { bookTaken, moveBooking, sight } from './bookings/moving.ts'
import { SlotPool } from './bookings/pool.ts'
import { Client } from './client.ts'
import type { BookingHistory, Opus, Phase } from './context.ts'
import { type Discovery, discover, summaryOf } from './discovery.ts'
import { type People, registered, registerPeople } from './patients/people.ts'
import { Registry, singles } from './patients/registry.ts'
import type { Slot } from './shapes.ts'

/** Opens a run on one target. Nothing is sent before a probe asks. */
export function openOpus(session: Session, settings: RunSettings): OpenTarget<Opus> {
  const { seed, exhaustive, states } = settings
  const client = new Client(session)
  const phases = new Phases<Phase>(['reads', 'writes', 'made', 'outage'])
  const done = new Memo<unknown>()
  const once = <T>(key: string, make: () => Promise<T>) => done.get(key, make) as Promise<T>
  let discovered: Discovery | undefined
  const found = () =>
    once('what the target offers', async () => {
      discovered = await discover(client)
      return discovered
    })
  let spare: Slot | undefined
  const booker = new Booker(client, new SlotPool(client, found))
  const registry = new Registry(client, seed)
  const turn = limitTo(1)

  const context: Opus = {
    session,
    client,
    seed,
    exhaustive,
    states,
    registry,
    booker,
    during: (phase, task) => phases.during(phase, task),
    turn,
    found,
    once,
    clinic: (clinicID) =>
      once(`clinic ${clinicID}`, async () => {
        const call = { operation: 'getClinic' as const, clinicID }
        return (await client.send(call, { purpose: 'read', what: `clinic ${clinicID}` })).exchange
      }),
    nobody: () =>
      once('nobody', async () => {
        const { number, asked } = await registry.fresh(singles(seed), (one) => one)
        return { PersonalNumber: number, asked }
      }),
    async spare(clinicID) {
      spare ??= (await booker.pool.takeAt(clinicID)) ?? (await booker.pool.take())
      return spare
    },
    isTaken(operation) {
      if (operation === 'createPatient') registry.unregisteredIsKnown()
      else spare = undefined
    },
    place: async () => (await context.places())[0],
    places: async () => {
      const { slots, clinics, clinicians } = await found()
      const offered = new Map(slots.toReversed().map(({ clinicID, clinicianID }) => [clinicID, clinicianID]))
      if (offered.size > 0) {
        return [...offered].reverse().map(([clinicID, clinicianID]) => ({ clinicID, clinicianID }))
      }
      const [[clinicID], [clinicianID]] = [clinics, clinicians]
      return clinicID === undefined || clinicianID === undefined ? [] : [{ clinicID, clinicianID }]
    },
    people: () =>
      once('people', () =>
        phases.during('writes', async (): Promise<People | Unobserved> => {
          const places = await context.places()
          const denied = whyNoWrites(session)
          if (denied) return denied
          if (places.length === 0)
            return lacking('no clinic and clinician were found', ['OPUS-CLINIC-01', 'OPUS-CLINICIAN-01'])
          return turn(() => registerPeople(registry, places, seed))
        }),
      ),
    bookings: () =>
      once('bookings', () =>
        phases.during('writes', async (): Promise<BookingHistory | Unobserved> => {
          const people = await context.people()
          if (isUnjudgeable(people)) return people
          const { slots } = await found()
          if (slots.length === 0) return lacking('no free slot was found', ['OPUS-SLOT-01', 'OPUS-SHAPE-04'])
          return turn(() => makeHistory(people))
        }),
      ),
  }

  async function makeHistory(people: People): Promise<BookingHistory> {
    const place = (await context.place()) as Query
    const bookings = await makeBookings(booker, registry, people, place, await context.nobody())
    const sighting = isMade(bookings.first) ? await sight(client, await found(), bookings.first.slot) : undefined
    const taken = await bookTaken(client, booker, people, bookings)
    const { first, more, afterFirst, afterAll } = bookings
    // One that others did not try to take the slot of, if there is one at that clinic.
    const made = [...more.filter(({ slot }) => slot.clinicID === first?.slot.clinicID), first].filter(isMade)
    const movable = made.find(({ slot }) => bookingOf(afterAll ?? afterFirst, slot)) ?? made[0]
    const moved = movable
      ? await moveBooking(client, booker, await found(), movable.patient, {
          slot: movable.slot,
          exchange: lastTry(movable),
        })
      : undefined
    const { extreme } = people
    const asSent = registered(people).filter((person) => person !== extreme && person !== extreme.plain)
    return {
      ...bookings,
      people,
      afterBookings: await Promise.all(
        asSent.map(async ({ patient }) => ({
          patient,
          read: await registry.ask(patient.PersonalNumber, 'a patient, after the bookings'),
        })),
      ),
      ...(sighting ? { sighting } : {}),
      ...(taken ? { taken } : {}),
      ...(moved ? { moved } : {}),
    }
  }

  return {
    context,
    waitedMs: () => 0,
    told: () => summaryOf(session, discovered),
  }
}

const lacking = (reason: string, leansOn: readonly string[]): Unobserved =>
  unobserved(reason, `${leansOn[0]} holds`, leansOn)

const whyNoWrites = ({ target }: Session): Unobserved | undefined =>
  target.allowWrites
    ? undefined
    : unobserved(
        'it makes patients and bookings, and writing to this host is not allowed',
        '--allow-writes, or allowWrites in the configuration',
      )
