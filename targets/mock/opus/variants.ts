import { isObject } from '../body.ts'
import { DAY, midnight, monthOf, type WallMinutes, weekday } from './calendar.ts'
import type { Call, Objection, OperationId, Reason } from './call.ts'
import {
  alters,
  answers as answersRefused,
  decides,
  objects,
  type Patch,
  sentIn,
  together,
  variantsOf,
} from './patches.ts'
import { keyOf } from './personal-number.ts'
import { overlaps, type Slot } from './schedule.ts'
import { refusalText } from './texts.ts'

const ADULT = 18

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
  return alters('wire', (body, _body, call) => change(body, call))
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
const refuses = (status: number, reason: Reason | readonly Reason[], when?: (call: Call) => boolean): Patch =>
  answersRefused(status, { reason, when })

/** Objects where this mock otherwise lets pass. */
function minds(reason: Reason): Patch {
  return alters('effectOf', (effect, objection) => (objection.reason === reason ? 'refused' : effect))
}

function says(body: (objection: Objection) => unknown): Patch {
  return decides({ refusalBody: body })
}

function opens(isOpen: (slot: Slot, now: WallMinutes) => boolean): Patch {
  return alters('isOpen', (usual, slot, now) => usual && isOpen(slot, now))
}

/** A clock ahead of UTC, with the offset after every date-time. */
function zone(offset: (time: WallMinutes) => number, designator: (offset: number) => string): Patch {
  return decides({ utcOffset: offset, zoneDesignator: (time) => designator(offset(time)) })
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
const offersEveryTreatment: Patch = decides({
  openingsIn: ({ start, treatment, treatments }) =>
    treatments.filter(({ minutes }) => minutes <= treatment.minutes).map((one) => ({ start, treatment: one })),
})

function takesAway(occupies: (booked: Slot, slot: Slot) => boolean): Patch {
  return decides({
    occupies,
    isBookedUp: (slot, { bookings }) => bookings.some((booking) => occupies(booking.slot, slot)),
  })
}

/** Answers in another shape: the readings of shapes are ours. */
const reshaped = (summary: string, patch: Patch) => [summary, patch, { mayWarn: SHAPES }] as const

const listsNeedBackend = alters('needsBackend', (needs, { operation }) => ENTITY_LISTS.includes(operation) || needs)

/** The liberties of `docs/reading/opus.md`, one each. */
export const variants = variantsOf({
  'camel-case': reshaped(
    'Property names begin with a small letter.',
    properties((name, value) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  ),
  'lower-case': reshaped(
    'Property names are in small letters.',
    properties((name, value) => [name.toLowerCase(), value]),
  ),
  'wrapped-lists': reshaped(
    'A list is wrapped in an object, under the name of what it lists.',
    answers((body, { operation }) => (Array.isArray(body) ? { [LISTS[operation] ?? 'Items']: body } : body)),
  ),
  'wrapped-lists-counted': reshaped(
    'A list is wrapped in an object that also tells how long it is.',
    answers((body) => (Array.isArray(body) ? { Total: body.length, Items: body } : body)),
  ),
  'ids-as-strings': reshaped(
    'ClinicianID, TreatmentID and BookingID are strings.',
    properties((name, value) => [name, /^(Clinician|Treatment|Booking)ID$/.test(name) ? String(value) : value]),
  ),
  'clinic-ids-as-numbers': reshaped(
    'ClinicID is a number.',
    together(
      decides({ clinicID: (index) => String(1701 + index) }),
      properties((name, value) => [name, name === 'ClinicID' ? Number(value) : value]),
    ),
  ),
  'booking-ids-as-guids': ['BookingID is a GUID.', decides({ bookingID: (_before, { random }) => random.guid() })],
  'extra-properties': [
    'Every object in an answer has properties that the document does not know.',
    answers((body) => {
      const extended = (entry: unknown) => (isObject(entry) ? { ...entry, Version: 3, Links: [] } : entry)
      return Array.isArray(body) ? body.map(extended) : extended(body)
    }),
  ],
  'booking-without-patient': [
    'A booking does not tell its patient.',
    ({ bookingAnswer }) => ({
      bookingAnswer: (booking, parts, call) => bookingAnswer(booking, { ...parts, patient: undefined }, call),
    }),
  ],
  'zone-utc': reshaped(
    'Date-times end in Z.',
    zone(
      () => 0,
      () => 'Z',
    ),
  ),
  'zone-plus-one': reshaped(
    'Date-times carry the offset +01:00.',
    zone(() => 60, written),
  ),
  'zone-told-in-utc': [
    'Date-times are told in UTC by clinics an hour ahead of it; one without a zone is read as theirs.',
    together(
      zone(() => 60, written),
      properties((name, value) => [
        name,
        /^(Start|End)$/.test(name) ? `${new Date(String(value)).toISOString().slice(0, 19)}Z` : value,
      ]),
    ),
    { mayWarn: SHAPES, mayBeInconclusive: ['OPUS-SLOT-04', 'OPUS-SLOT-14'] },
  ],
  'zone-summer-time': reshaped('Date-times carry +01:00 in winter and +02:00 in summer.', zone(centralEurope, written)),
  'times-without-seconds': reshaped(
    'Date-times are written without seconds.',
    properties((name, value) => [name, /^(Start|End)$/.test(name) ? String(value).slice(0, 16) : value]),
  ),
  'number-parts-as-strings': reshaped(
    'Year, Month and Day of a PersonalNumber are strings.',
    properties((name, value) => [name, /^(Year|Month|Day)$/.test(name) ? String(value) : value]),
  ),
  'create-patient-answers-id': [
    "createPatient answers no more than the new patient's ID.",
    answers((body, { operation }) => (operation === 'createPatient' ? { PatientID: 1 } : body)),
    { mayWarn: ['OPUS-SHAPE-01'] },
  ],
  'create-booking-answers-id': [
    'createBooking answers no more than the BookingID.',
    answers((body, { operation }) =>
      operation === 'createBooking' && isObject(body) ? { BookingID: body.BookingID } : body,
    ),
    { mayWarn: ['OPUS-SHAPE-02'] },
  ],
  'update-booking-answers-nothing': [
    'updateBooking answers 200 without a body.',
    answers((body, { operation }) => (operation === 'updateBooking' ? undefined : body)),
    { mayWarn: ['OPUS-SHAPE-02'] },
  ],
  'slot-ids-nested': [
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
    { mayWarn: ['OPUS-SHAPE-04'] },
  ],
  'reversed-lists': [
    'Lists come in the opposite order.',
    answers((body) => (Array.isArray(body) ? [...body].reverse() : body)),
  ],

  'key-400': ['A missing or wrong api_key answers 400.', refuses(400, 'key')],
  'key-403': ['A missing or wrong api_key answers 403.', refuses(403, 'key')],
  'key-404': ['A missing or wrong api_key answers 404.', refuses(404, 'key'), { mayWarn: ['OPUS-KEY-08'] }],
  'key-401-or-403': [
    'A missing api_key answers 401, a wrong one 403.',
    refuses(403, 'key', ({ apiKey }) => apiKey !== undefined),
  ],
  'check-digit-verified': ['A wrong check digit is refused.', minds('check-digit')],
  'unknown-ids-400': ['An ID in a query or body that names nothing answers 400.', refuses(400, 'unknown')],
  'unknown-ids-400-in-bodies': [
    'An ID that names nothing answers 400 on the calls that write, 404 on those that read.',
    refuses(400, 'unknown', ({ body }) => body !== undefined),
  ],
  'other-patient-400': ["Another patient's PersonalNumber answers 400.", refuses(400, 'other-patient')],
  'registered-patient-refused': ['createPatient of a patient who exists answers 400.', minds('registered')],
  'unregistered-patient-refused': [
    'createBooking for a patient who is not registered answers 400.',
    minds('unregistered'),
    { mayWarn: ['OPUS-BOOK-25'] },
  ],
  'unregistered-patient-404': [
    'createBooking for a patient who is not registered answers 404.',
    together(minds('unregistered'), refuses(404, 'unregistered')),
    { mayWarn: ['OPUS-BOOK-25'] },
  ],
  'one-coming-booking': [
    'createBooking answers 400 for a patient who has a coming booking.',
    objects(
      { reason: 'whim', parameter: 'Patient' },
      (call, { bookings }) =>
        call.operation === 'createBooking' &&
        bookings.some(({ number }) => keyOf(number) === keyOf(sentIn(call).number)),
    ),
    { mayBeInconclusive: ['OPUS-BOOK-03'] },
  ],
  'under-age-refused': [
    'Nobody under age is registered or booked for.',
    objects({ reason: 'whim', parameter: 'SSN' }, (call, { clock }) => {
      const year = new Date(clock.now()).getUTCFullYear()
      return call.body !== undefined && year - Number(sentIn(call).number.Year) < ADULT
    }),
  ],
  'opening-hours': [
    'What starts before 8 or after 17 is listed, and cannot be booked online.',
    objects({ reason: 'whim', parameter: 'TimeSlot' }, (call) => {
      const { Start } = sentIn(call).slot
      const hour = Start === undefined ? '12' : String(Start).slice(11, 13)
      return hour < '08' || hour > '17'
    }),
  ],
  'taken-409': ['A slot that is taken answers 409.', refuses(409, 'taken')],
  'taken-404': ['A slot that is taken answers 404.', refuses(404, 'taken')],
  'never-offered-404': ['A slot that was never offered answers 404.', refuses(404, 'never-offered')],
  'wrong-content-type-415': ['A body that is not sent as JSON answers 415.', refuses(415, 'content-type')],
  'empty-lists-200': [
    'A list with nothing to list answers 200 with an empty list.',
    ({ effectOf }) => ({
      effectOf: (objection, call) =>
        call.operation in LISTS && (objection.reason === 'no-data' || objection.reason === 'unknown')
          ? 'ignored'
          : effectOf(objection, call),
    }),
    { mayWarn: ['OPUS-BOOK-09', 'OPUS-FILTER-01', 'OPUS-SLOT-12'] },
  ],
  'refusals-as-text': ['A refusal is a bare text.', says(refusalText)],
  'refusals-as-problems': [
    'A refusal is a problem of RFC 9457.',
    says((objection) => ({
      type: 'about:blank',
      title: 'Bad request',
      errors: [{ name: objection.parameter, detail: refusalText(objection) }],
    })),
  ],
  'refusals-without-body': [
    'Only a 400 has a body.',
    ({ refusalBody, refusalStatus }) => ({
      refusalBody: (objection, call, world) =>
        refusalStatus(objection, call) === 400 ? refusalBody(objection, call, world) : undefined,
    }),
  ],

  'every-treatment': [
    'A free time is offered for several treatments; booking it takes away all that overlap.',
    together(offersEveryTreatment, takesAway(overlaps)),
  ],
  'every-treatment-one-by-one': [
    'A free time is offered for several treatments; booking it takes away that one.',
    offersEveryTreatment,
  ],
  'one-chair': [
    'Booking a slot takes away all that overlap at its clinic, whoever their clinician.',
    takesAway(
      (booked, slot) => booked.clinicID === slot.clinicID && booked.start < slot.end && slot.start < booked.end,
    ),
  ],
  'from-tomorrow': ["Today's slots are not offered.", opens((slot, now) => slot.start >= now - (now % DAY) + DAY)],
  'forty-days': ['Slots are offered for forty days.', opens((slot, now) => slot.start < now + 40 * DAY)],
  'one-clinic-later': [
    'The third clinic offers no slot within the first sixty days.',
    opens((slot, now) => !slot.clinicID.startsWith('19-') || slot.start >= now + 60 * DAY),
  ],
  'from-reaches-thirty-days': [
    'From a date lists thirty days.',
    ({ slotsFrom }) => ({
      slotsFrom: (world, start, horizon) => slotsFrom(world, start, Math.min(horizon, start + 30 * DAY)),
    }),
    // What is booked may lie beyond the thirty days.
    { mayBeInconclusive: ['OPUS-BOOK-18', 'OPUS-BOOK-27'] },
  ],
  'delay-ignored': ['delay makes no difference.', decides({ isAfterDelay: () => true })],
  'delay-in-days': [
    'delay is in days.',
    decides({ isAfterDelay: (slot, delay, now) => slot.start >= now + delay * DAY }),
  ],

  'outage-before-validation': [
    'During an outage 503 comes before anything but the key.',
    decides({ asksBackendFirst: () => true }),
  ],
  'outage-lists-503': ['During an outage clinics, clinicians and treatments answer 503.', listsNeedBackend],
  'outage-lists-404': [
    'During an outage clinics, clinicians and treatments answer 404.',
    together(listsNeedBackend, answersRefused(404, { reason: 'backend', operation: ENTITY_LISTS })),
  ],
})
