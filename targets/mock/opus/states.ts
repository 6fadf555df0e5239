import { StateError, type StateParams, type StateTable } from '../states.ts'
import type { Behaviour } from './behaviour.ts'
import { storeBooking } from './bookings.ts'
import { DAY, monthOf } from './calendar.ts'
import { freeSlots } from './free-times.ts'
import { keyOf, type PersonalNumber, syntheticNumber } from './personal-number.ts'
import type { Slot } from './schedule.ts'
import { timesOf } from './timeslots.ts'
import type { World } from './world.ts'

/**
 * The provider states of the booking API. What is left out of the params is made up; what is made up is answered.
 *
 * | state | params | answers |
 * | --- | --- | --- |
 * | `the backend service cannot be reached`, which a teardown ends | | |
 * | `the backend service can be reached` | | |
 * | `a person who is not a patient yet` | | `year`, `month`, `day`, `extradigits` |
 * | `a patient`, who has no booking | `FirstName?`, `LastName?`, `PostalCode?`, `Email?`, `MobilePhoneNumber?`, `year?`, `month?`, `day?`, `extradigits?` | these, and a `clinicID` and `clinicianID` |
 * | `a booking` | as for `a patient`; `clinicID?`, `clinicianID?`, `treatmentID?` | as for `a patient` and `a free time slot`; `bookingID`; `newStart` and `newEnd` of a free slot that it can be moved to, at the same clinic with the same clinician |
 * | `a free time slot` | `clinicID?`, `clinicianID?`, `treatmentID?` | these; `start`, `end`, `year`, `month` |
 */
export function opusStates(world: World, behaviour: Behaviour): StateTable {
  function addPatient(params: StateParams): PersonalNumber {
    const number = numberIn(params, world)
    const text = (name: string, fallback: string) => String(params[name] ?? fallback)
    world.patients.set(keyOf(number), {
      FirstName: text('FirstName', 'Test'),
      LastName: text('LastName', 'Patientsson'),
      PostalCode: text('PostalCode', '00000'),
      Email: text('Email', 'test@patient.example'),
      MobilePhoneNumber: text('MobilePhoneNumber', '+46701740605'),
      PersonalNumber: number,
    })
    return number
  }

  function findFree(wanted: Partial<Slot>): Slot {
    const slots = freeSlots(behaviour, world, wanted)
    const isOpen = ({ start }: Slot) => start % DAY >= 8 * 60 && start % DAY < 17 * 60
    // When every practice is open, and not at the first clinic, whatever the time is now: what is made is always alike.
    const other = world.practice.clinics[1]?.id
    const slot = slots.find((one) => isOpen(one) && one.clinicID === other) ?? slots.find(isOpen) ?? slots[0]
    if (!slot) throw new StateError(`no free time slot fits ${JSON.stringify(wanted)}`)
    return slot
  }

  function endOutage(): void {
    if (!world.isBackendReachable) behaviour.backendReturns(world)
    world.isBackendReachable = true
  }

  return {
    'the backend service cannot be reached': {
      setup() {
        world.isBackendReachable = false
      },
      teardown: endOutage,
    },
    'the backend service can be reached': endOutage,
    'a person who is not a patient yet': () => numberValues(unusedNumber(world)),
    'a patient'(params) {
      const number = addPatient(params)
      world.bookings = world.bookings.filter(({ number: owner }) => keyOf(owner) !== keyOf(number))
      const { clinicID, clinicianID } = findFree({})
      return { ...patientValues(world, number), clinicID, clinicianID }
    },
    'a booking'(params) {
      const number = addPatient(params)
      const slot = findFree(wantedIn(params))
      const { id: bookingID } = storeBooking(behaviour, world, number, slot)
      const { clinicID, clinicianID, treatmentID } = slot
      const { start: newStart, end: newEnd } = timesOf(behaviour, findFree({ clinicID, clinicianID, treatmentID }))
      return {
        ...patientValues(world, number),
        ...slotValues(behaviour, slot),
        // The year and month of birth, which getBookings takes, not the slot's.
        year: number.Year,
        month: number.Month,
        bookingID,
        newStart,
        newEnd,
      }
    },
    'a free time slot': (params) => slotValues(behaviour, findFree(wantedIn(params))),
  }
}

/** A number of nobody yet. */
function unusedNumber({ patients, random }: World): PersonalNumber {
  let made = syntheticNumber(random)
  while (patients.has(keyOf(made))) made = syntheticNumber(random)
  return made
}

function numberIn(params: StateParams, world: World): PersonalNumber {
  const made = unusedNumber(world)
  const whole = (name: string, fallback: number) => {
    const value = Number(params[name] ?? fallback)
    if (!Number.isInteger(value)) throw new StateError(`param "${name}" must be a whole number`)
    return value
  }
  return {
    Year: whole('year', made.Year),
    Month: whole('month', made.Month),
    Day: whole('day', made.Day),
    ExtraDigits: String(params.extradigits ?? made.ExtraDigits),
  }
}

function wantedIn({ clinicID, clinicianID, treatmentID }: StateParams): Partial<Slot> {
  return {
    clinicID: clinicID === undefined ? undefined : String(clinicID),
    clinicianID: clinicianID === undefined ? undefined : Number(clinicianID),
    treatmentID: treatmentID === undefined ? undefined : Number(treatmentID),
  }
}

function patientValues(world: World, number: PersonalNumber): Record<string, unknown> {
  const { PersonalNumber, ...texts } = world.patients.get(keyOf(number))!
  return { ...texts, ...numberValues(PersonalNumber) }
}

const numberValues = ({ Year, Month, Day, ExtraDigits }: PersonalNumber) => ({
  year: Year,
  month: Month,
  day: Day,
  extradigits: ExtraDigits,
})

function slotValues(behaviour: Behaviour, slot: Slot): Record<string, unknown> {
  const { clinicID, clinicianID, treatmentID } = slot
  return { ...timesOf(behaviour, slot), clinicID, clinicianID, treatmentID, ...monthOf(slot.start) }
}
