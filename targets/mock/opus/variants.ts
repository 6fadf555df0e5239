import { isObject } from '../body.ts'
import type { Variant } from '../deviation.ts'
import type { Behaviour } from './behaviour.ts'
import { DAY, midnight, monthOf, type WallMinutes, weekday } from './calendar.ts'
import type { Call, Objection, OperationId, Reason } from './call.ts'
import { keyOf } from './personal-number.ts'
import { overlaps, type Slot } from './schedule.ts'
import { refusalText } from './texts.ts'

type Patch = (behaviour: Behaviour) => Partial<Behaviour>

function variant(
  id: string,
  summary: string,
  patch: Patch,
  mayWarn?: string[],
  mayBeInconclusive?: string[],
): Variant<Behaviour> {
  return { id, summary, patch, ...(mayWarn && { mayWarn }), ...(mayBeInconclusive && { mayBeInconclusive }) }
}

const ADULT = 18

/** The personal number that is sent, of a patient or of a booking's. */
function sentNumber({ body }: Call): Record<string, unknown> {
  const patient = isObject(body?.value) && isObject(body.value.Patient) ? body.value.Patient : body?.value
  return isObject(patient) && isObject(patient.PersonalNumber) ? patient.PersonalNumber : {}
}

const sentKey = (call: Call): string => keyOf(sentNumber(call))

const LISTS: Partial<Record<OperationId, string>> = {
  getBookings: 'Bookings',
  getClinics: 'Clinics',
  getClinicians: 'Clinicians',
  getTimeslotsByMonth: 'TimeSlots',
  getTimeslotsFrom: 'TimeSlots',
  getTreatments: 'Treatments',
}
const ENTITY_LISTS: readonly OperationId[] = ['getClinics', 'getClinic', 'getClinicians', 'getTreatments']

const SHAPES = ['OPUS-SHAPE-01', 'OPUS-SHAPE-02', 'OPUS-SHAPE-03', 'OPUS-SHAPE-04']

/** Changes what is answered, last of all. */
function answers(change: (body: unknown, call: Call) => unknown): Patch {
  return ({ wire }) => ({ wire: (body, call) => change(wire(body, call), call) })
}

/** Changes each property of each object in an answer. */
function properties(change: (name: string, value: unknown) => [name: string, value: unknown]): Patch {
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changed)
    if (!isObject(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => change(name, changed(inner))))
  }
  return answers(changed)
}

/** Refuses for these reasons with another status. */
function refuses(status: number, reasons: readonly Reason[], when: (call: Call) => boolean = () => true): Patch {
  return ({ refusalStatus }) => ({
    refusalStatus: (objection, call) =>
      reasons.includes(objection.reason) && when(call) ? status : refusalStatus(objection, call),
  })
}

/** Objects where this mock otherwise lets pass. */
function minds(reason: Reason): Patch {
  return ({ effectOf }) => ({
    effectOf: (objection, call) => (objection.reason === reason ? 'refused' : effectOf(objection, call)),
  })
}

function says(body: (objection: Objection) => unknown): Patch {
  return () => ({ refusalBody: body })
}

function opens(isOpen: (slot: Slot, now: WallMinutes) => boolean): Patch {
  return (behaviour) => ({
    isOpen: (slot, now, horizon) => behaviour.isOpen(slot, now, horizon) && isOpen(slot, now),
  })
}

/** A clock ahead of UTC, with the offset after every date-time. */
function zone(offset: (time: WallMinutes) => number, designator: (offset: number) => string): Patch {
  return () => ({ utcOffset: offset, zoneDesignator: (time) => designator(offset(time)) })
}

function written(offset: number): string {
  return `+${String(offset / 60).padStart(2, '0')}:00`
}

/** Central European: summer time from the last Sunday of March to the last of October, by the day. */
function centralEurope(time: WallMinutes): number {
  const { year } = monthOf(time)
  const lastSunday = (month: number) => {
    const last = midnight(year, month, 31)
    return last - weekday(last) * DAY
  }
  return time >= lastSunday(3) + DAY && time < lastSunday(10) ? 120 : 60
}

/** A gap is offered for every treatment that the clinician does there and that fits into it. */
const offersEveryTreatment: Patch = () => ({
  openingsIn: ({ start, treatment, treatments }) =>
    treatments.filter(({ minutes }) => minutes <= treatment.minutes).map((one) => ({ start, treatment: one })),
})

function takesAway(occupies: (booked: Slot, slot: Slot) => boolean): Patch {
  return () => ({
    occupies,
    isBookedUp: (slot, { bookings }) => bookings.some((booking) => occupies(booking.slot, slot)),
  })
}

const shapes: readonly Variant<Behaviour>[] = [
  variant(
    'camel-case',
    'Property names begin with a small letter.',
    properties((name, value) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
    SHAPES,
  ),
  variant(
    'lower-case',
    'Property names are in small letters.',
    properties((name, value) => [name.toLowerCase(), value]),
    SHAPES,
  ),
  variant(
    'wrapped-lists',
    'A list is wrapped in an object, under the name of what it lists.',
    answers((body, { operation }) => (Array.isArray(body) ? { [LISTS[operation] ?? 'Items']: body } : body)),
    SHAPES,
  ),
  variant(
    'wrapped-lists-counted',
    'A list is wrapped in an object that also tells how long it is.',
    answers((body) => (Array.isArray(body) ? { Total: body.length, Items: body } : body)),
    SHAPES,
  ),
  variant(
    'ids-as-strings',
    'ClinicianID, TreatmentID and BookingID are strings.',
    properties((name, value) => [name, /^(Clinician|Treatment|Booking)ID$/.test(name) ? String(value) : value]),
    SHAPES,
  ),
  variant(
    'clinic-ids-as-numbers',
    'ClinicID is a number.',
    (behaviour) => ({
      clinicID: (index) => String(1701 + index),
      ...properties((name, value) => [name, name === 'ClinicID' ? Number(value) : value])(behaviour),
    }),
    SHAPES,
  ),
  variant('booking-ids-as-guids', 'BookingID is a GUID.', () => ({
    bookingID: (_before, { random }) => random.guid(),
  })),
  variant(
    'extra-properties',
    'Every object in an answer has properties that the document does not know.',
    answers((body) => {
      const extended = (entry: unknown) => (isObject(entry) ? { ...entry, Version: 3, Links: [] } : entry)
      return Array.isArray(body) ? body.map(extended) : extended(body)
    }),
  ),
  variant('booking-without-patient', 'A booking does not tell its patient.', ({ bookingAnswer }) => ({
    bookingAnswer: (booking, parts, call) => bookingAnswer(booking, { ...parts, patient: undefined }, call),
  })),
  variant(
    'zone-utc',
    'Date-times end in Z.',
    zone(
      () => 0,
      () => 'Z',
    ),
    SHAPES,
  ),
  variant(
    'zone-plus-one',
    'Date-times carry the offset +01:00.',
    zone(() => 60, written),
    SHAPES,
  ),
  variant(
    'zone-told-in-utc',
    'Date-times are told in UTC by clinics an hour ahead of it; one without a zone is read as theirs.',
    (behaviour) => ({
      ...zone(() => 60, written)(behaviour),
      ...properties((name, value) => [
        name,
        /^(Start|End)$/.test(name) ? `${new Date(String(value)).toISOString().slice(0, 19)}Z` : value,
      ])(behaviour),
    }),
    SHAPES,
    ['OPUS-SLOT-04', 'OPUS-SLOT-14'],
  ),
  variant(
    'zone-summer-time',
    'Date-times carry +01:00 in winter and +02:00 in summer.',
    zone(centralEurope, written),
    SHAPES,
  ),
  variant(
    'times-without-seconds',
    'Date-times are written without seconds.',
    properties((name, value) => [name, /^(Start|End)$/.test(name) ? String(value).slice(0, 16) : value]),
    SHAPES,
  ),
  variant(
    'number-parts-as-strings',
    'Year, Month and Day of a PersonalNumber are strings.',
    properties((name, value) => [name, /^(Year|Month|Day)$/.test(name) ? String(value) : value]),
    SHAPES,
  ),
  variant(
    'create-patient-answers-id',
    "createPatient answers no more than the new patient's ID.",
    answers((body, { operation }) => (operation === 'createPatient' ? { PatientID: 1 } : body)),
    ['OPUS-SHAPE-01'],
  ),
  variant(
    'create-booking-answers-id',
    'createBooking answers no more than the BookingID.',
    answers((body, { operation }) =>
      operation === 'createBooking' && isObject(body) ? { BookingID: body.BookingID } : body,
    ),
    ['OPUS-SHAPE-02'],
  ),
  variant(
    'update-booking-answers-nothing',
    'updateBooking answers 200 without a body.',
    answers((body, { operation }) => (operation === 'updateBooking' ? undefined : body)),
    ['OPUS-SHAPE-02'],
  ),
  variant(
    'slot-ids-nested',
    'The IDs of a slot stand in objects of their own.',
    answers((body, { operation }) =>
      operation.startsWith('getTimeslots') && Array.isArray(body)
        ? body.map(({ Start, End, ...ids }) => ({
            Start,
            End,
            ...Object.fromEntries(Object.entries(ids).map(([name, value]) => [name.replace(/ID$/, ''), { ID: value }])),
          }))
        : body,
    ),
    ['OPUS-SHAPE-04'],
  ),
  variant(
    'reversed-lists',
    'Lists come in the opposite order.',
    answers((body) => (Array.isArray(body) ? [...body].reverse() : body)),
  ),
]

const refusals: readonly Variant<Behaviour>[] = [
  variant('key-400', 'A missing or wrong api_key answers 400.', refuses(400, ['key'])),
  variant('key-403', 'A missing or wrong api_key answers 403.', refuses(403, ['key'])),
  variant('key-404', 'A missing or wrong api_key answers 404.', refuses(404, ['key']), ['OPUS-KEY-08']),
  variant(
    'key-401-or-403',
    'A missing api_key answers 401, a wrong one 403.',
    refuses(403, ['key'], ({ apiKey }) => apiKey !== undefined),
  ),
  variant('check-digit-verified', 'A wrong check digit is refused.', minds('check-digit')),
  variant('unknown-ids-400', 'An ID in a query or body that names nothing answers 400.', refuses(400, ['unknown'])),
  variant(
    'unknown-ids-400-in-bodies',
    'An ID that names nothing answers 400 on the calls that write, 404 on those that read.',
    refuses(400, ['unknown'], ({ body }) => body !== undefined),
  ),
  variant('other-patient-400', "Another patient's PersonalNumber answers 400.", refuses(400, ['other-patient'])),
  variant('registered-patient-refused', 'createPatient of a patient who exists answers 400.', minds('registered')),
  variant(
    'unregistered-patient-refused',
    'createBooking for a patient who is not registered answers 400.',
    minds('unregistered'),
    ['OPUS-BOOK-25'],
  ),
  variant(
    'unregistered-patient-404',
    'createBooking for a patient who is not registered answers 404.',
    (behaviour) => ({ ...minds('unregistered')(behaviour), ...refuses(404, ['unregistered'])(behaviour) }),
    ['OPUS-BOOK-25'],
  ),
  variant(
    'one-coming-booking',
    'createBooking answers 400 for a patient who has a coming booking.',
    ({ objectsTo }) => ({
      objectsTo: (call, world) =>
        call.operation === 'createBooking' && world.bookings.some(({ number }) => keyOf(number) === sentKey(call))
          ? { reason: 'whim', parameter: 'Patient' }
          : objectsTo(call, world),
    }),
    [],
    ['OPUS-BOOK-03'],
  ),
  variant('under-age-refused', 'Nobody under age is registered or booked for.', ({ objectsTo }) => ({
    objectsTo: (call, world) => {
      const year = new Date(world.clock.now()).getUTCFullYear()
      return call.body && year - Number(sentNumber(call).Year) < ADULT
        ? { reason: 'whim', parameter: 'SSN' }
        : objectsTo(call, world)
    },
  })),
  variant(
    'opening-hours',
    'What starts before 8 or after 17 is listed, and cannot be booked online.',
    ({ objectsTo }) => ({
      objectsTo(call, world) {
        const { TimeSlot } = isObject(call.body?.value) ? call.body.value : {}
        const hour = isObject(TimeSlot) ? String(TimeSlot.Start).slice(11, 13) : '12'
        return hour < '08' || hour > '17' ? { reason: 'whim', parameter: 'TimeSlot' } : objectsTo(call, world)
      },
    }),
  ),
  variant('taken-409', 'A slot that is taken answers 409.', refuses(409, ['taken'])),
  variant('taken-404', 'A slot that is taken answers 404.', refuses(404, ['taken'])),
  variant('never-offered-404', 'A slot that was never offered answers 404.', refuses(404, ['never-offered'])),
  variant('wrong-content-type-415', 'A body that is not sent as JSON answers 415.', refuses(415, ['content-type'])),
  variant(
    'empty-lists-200',
    'A list with nothing to list answers 200 with an empty list.',
    ({ effectOf }) => ({
      effectOf: (objection, call) =>
        call.operation in LISTS && (objection.reason === 'no-data' || objection.reason === 'unknown')
          ? 'ignored'
          : effectOf(objection, call),
    }),
    ['OPUS-BOOK-09', 'OPUS-FILTER-01', 'OPUS-SLOT-12'],
  ),
  variant('refusals-as-text', 'A refusal is a bare text.', says(refusalText)),
  variant(
    'refusals-as-problems',
    'A refusal is a problem of RFC 9457.',
    says((objection) => ({
      type: 'about:blank',
      title: 'Bad request',
      errors: [{ name: objection.parameter, detail: refusalText(objection) }],
    })),
  ),
  variant('refusals-without-body', 'Only a 400 has a body.', ({ refusalBody, refusalStatus }) => ({
    refusalBody: (objection, call, world) =>
      refusalStatus(objection, call) === 400 ? refusalBody(objection, call, world) : undefined,
  })),
]

const slots: readonly Variant<Behaviour>[] = [
  variant(
    'every-treatment',
    'A free time is offered for several treatments; booking it takes away all that overlap.',
    (behaviour) => ({ ...offersEveryTreatment(behaviour), ...takesAway(overlaps)(behaviour) }),
  ),
  variant(
    'every-treatment-one-by-one',
    'A free time is offered for several treatments; booking it takes away that one.',
    offersEveryTreatment,
  ),
  variant(
    'one-chair',
    'Booking a slot takes away all that overlap at its clinic, whoever their clinician.',
    takesAway(
      (booked, slot) => booked.clinicID === slot.clinicID && booked.start < slot.end && slot.start < booked.end,
    ),
  ),
  variant(
    'from-tomorrow',
    "Today's slots are not offered.",
    opens((slot, now) => slot.start >= now - (now % DAY) + DAY),
  ),
  variant(
    'forty-days',
    'Slots are offered for forty days.',
    opens((slot, now) => slot.start < now + 40 * DAY),
  ),
  variant(
    'one-clinic-later',
    'The third clinic offers no slot within the first sixty days.',
    opens((slot, now) => !slot.clinicID.startsWith('19-') || slot.start >= now + 60 * DAY),
  ),
  variant(
    'from-reaches-thirty-days',
    'From a date lists thirty days.',
    ({ slotsFrom }) => ({
      slotsFrom: (world, start, horizon) => slotsFrom(world, start, Math.min(horizon, start + 30 * DAY)),
    }),
    [],
    // What is booked may lie beyond the thirty days.
    ['OPUS-BOOK-18', 'OPUS-BOOK-27'],
  ),
  variant('delay-ignored', 'delay makes no difference.', () => ({ isAfterDelay: () => true })),
  variant('delay-in-days', 'delay is in days.', () => ({
    isAfterDelay: (slot, delay, now) => slot.start >= now + delay * DAY,
  })),
]

const outage: readonly Variant<Behaviour>[] = [
  variant('outage-before-validation', 'During an outage 503 comes before anything but the key.', () => ({
    asksBackendFirst: () => true,
  })),
  variant(
    'outage-lists-503',
    'During an outage clinics, clinicians and treatments answer 503.',
    ({ needsBackend }) => ({ needsBackend: (call) => ENTITY_LISTS.includes(call.operation) || needsBackend(call) }),
  ),
  variant(
    'outage-lists-404',
    'During an outage clinics, clinicians and treatments answer 404.',
    ({ needsBackend, refusalStatus }) => ({
      needsBackend: (call) => ENTITY_LISTS.includes(call.operation) || needsBackend(call),
      refusalStatus: (objection, call) =>
        objection.reason === 'backend' && ENTITY_LISTS.includes(call.operation) ? 404 : refusalStatus(objection, call),
    }),
  ),
]

/** The liberties of `docs/reading/opus.md`, one each. */
export const variants: readonly Variant<Behaviour>[] = [...shapes, ...refusals, ...slots, ...outage]
