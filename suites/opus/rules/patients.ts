import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import { isMade } from '../bookings/booker.ts'
import type { BookingHistory } from '../context.ts'
import { cameBack, isThatPatient } from '../patients/fields.ts'
import { isRegistered, type People, type Person, registered } from '../patients/people.ts'
import { isPatient } from '../patients/registry.ts'
import { each, rule } from '../rule.ts'
import { bodyOf, PATIENT_TEXTS, property } from '../shapes.ts'
import { accepted, because, heldBy, isRefused, leaning, refused } from '../statuses.ts'

/** The patients that the run registers, and what becomes of them once there are bookings. */
type PatientHistory = Pick<BookingHistory, 'people'> & Partial<BookingHistory>

/** A rule on the patients that the run registers, and on what becomes of them once there are bookings. */
const onHistory = (judge: (history: PatientHistory) => Finding) =>
  rule({ needs: ['bookings'], judge: ({ bookings }) => judge(bookings), otherwise: { needs: ['people'], judge } })

/** A rule on the patients that the run registers. */
const onPeople = (judge: (people: People) => Finding) =>
  rule({ needs: ['people'], judge: ({ people }) => judge(people) })

const nobodyRegistered = leaning('no patient was registered', 'OPUS-PAT-09')

/** Each registered patient as getPatient answered: at once, and again later. */
const readsOf = ({ people, afterBookings = [] }: PatientHistory): { person: Person; read: Exchange }[] =>
  registered(people).flatMap((person) =>
    [
      person.read,
      ...(person.patient === people.base.patient ? [people.baseAgain] : []),
      // By value, since evidence that was stored holds copies.
      ...afterBookings.filter(({ patient }) => toJson(patient) === toJson(person.patient)).map(({ read }) => read),
    ].map((read) => ({ person, read })),
  )

/** Those whom a booking made known; that it does is OPUS-BOOK-25's matter. */
const madeKnown = ({ unregistered = [] }: PatientHistory) =>
  unregistered.filter(({ made, read }) => isMade(made) && isAccepted(read))

const areAnswered = (history: PatientHistory): Finding =>
  each(readsOf(history), ({ person, read }) => isThatPatient(person.patient, read), nobodyRegistered)

/** A name that is not ASCII is OPUS-PAT-19's matter. */
const fieldsOf = ({ FirstName, LastName }: OpusPatient) =>
  isAscii(FirstName + LastName) ? PATIENT_TEXTS : PATIENT_TEXTS.slice(2)

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text)

/** Who is registered already either is refused, and stays as before, or is taken over as sent. */
function sentAgain({ again, extreme }: People): Finding[] {
  const last = again?.tries.at(-1)
  if (!again || !last || (!isAccepted(last) && !isRefused(last))) return []
  const { patient, read } = again
  if (!isAccepted(last)) {
    const known = isRegistered(extreme.plain) ? extreme.plain : extreme
    return [cameBack(known.patient, PATIENT_TEXTS, read)]
  }
  const came = cameBack(patient, PATIENT_TEXTS, read)
  const later = bodyOf(read)
  const other = PATIENT_TEXTS.filter((field) =>
    again.tries
      .filter(isAccepted)
      .map((one) => property(bodyOf(one), field))
      .some((said) => said !== undefined && said !== property(later, field)),
  )
  if (came.outcome !== 'holds' || other.length === 0) return [came]
  const actual = `createPatient answers another ${other.join(', ')} than getPatient then does`
  return [broken('a repeated createPatient answers what getPatient then says', actual, [...again.tries, read])]
}

/** Patients: who is created, and who is answered. */
export const rules = {
  /** "Gathers a patient" */
  'OPUS-PAT-01': onHistory(areAnswered),

  /** "404 … in the case of a valid request for an entity that does not exist" */
  'OPUS-PAT-06': rule({
    needs: ['people'],
    judge: ({ people }) => {
      const { base, sibling, single, elder, leapling, extreme, neighbours } = people
      const areMistaken = areAnswered({ people }).outcome === 'broken'
      // Numbers that are never given may be refused as invalid; where they are not, nobody has them.
      const neverGiven = [elder, leapling, ...neighbours].filter(
        ({ before }) => isRegistered(elder) || status(before) !== 400,
      )
      return each(
        [base, sibling, single, extreme, ...neverGiven],
        ({ patient, before }) => {
          // Somebody registered that number in an earlier run.
          if (isPatient(before, patient.PersonalNumber)) return undefined
          const what = `getPatient of ${before.what}`
          const isSomebody = isAccepted(before) && property(bodyOf(before), 'PersonalNumber') !== undefined
          // Where those who are there are mistaken for others too, that is the cause.
          if (isSomebody && areMistaken) because(leaning(`${what}: another patient`, 'OPUS-PAT-01', [before]))
          return refused(what, before, 404)
        },
        unobserved('no number was asked for that nobody has', 'a target with free numbers'),
      )
    },
    // Whom nobody registered is asked for without writes too.
    otherwise: { needs: ['nobody'], judge: ({ nobody }) => refused('a number of no patient', nobody.asked, 404) },
  }),

  /** "Creates a patient". What only one form of ExtraDigits or of a name is refused for is the rule's that speaks of it. */
  'OPUS-PAT-09': onPeople(({ base, sibling, single, elder, leapling, extreme }) => {
    const plain = [base, single].map((person): Finding => {
      const last = person.tries.at(-1)
      if (last && isRegistered(person)) return heldBy([200], 'a patient was registered', [last.exchange])
      return each(person.tries, ({ exchange }) => accepted(exchange.what, exchange), nobodyRegistered)
    })
    /** What is special about a patient is the matter where the plain one is accepted, or is not even that. */
    const special = (what: string, person: Person, isTold: boolean): Finding[] => {
      const exchange = person.tries[0]?.exchange
      return exchange && isTold ? [accepted(what, exchange)] : []
    }
    const first = sibling.plain?.tries[0]?.exchange
    const isTwinRefused = first !== undefined && !isAccepted(first)
    const elderTry = elder.tries[0]?.exchange
    const { Year } = elder.patient.PersonalNumber
    return worst(
      [
        ...plain,
        ...special('a patient who is born on the same day as another one', sibling.plain ?? sibling, isTwinRefused),
        ...(elderTry && isRegistered(elder.plain)
          ? [
              broken('200 for a valid patient', `born in ${Year}: ${came(elderTry)}; born a hundred years later: 200`, [
                elderTry,
                elder.plain.tries[0]?.exchange,
              ]),
            ]
          : []),
        ...special(
          'a patient born on 29 February, with a mobile number without country code',
          leapling,
          [elder, elder.plain].some(isRegistered),
        ),
        ...special(
          'a patient with a name of one letter and one of sixty with an apostrophe',
          extreme,
          isRegistered(extreme.plain),
        ),
      ],
      nobodyRegistered,
    )
  }),

  /** "Creates a patient": it is then there, and stays. */
  'OPUS-PAT-10': onHistory((history) => {
    const known = [...readsOf(history), ...madeKnown(history).map(({ made, read }) => ({ person: made, read }))]
    const kept = each(
      known,
      ({ person: { patient }, read }) => cameBack(patient, fieldsOf(patient), read),
      nobodyRegistered,
    )
    return worst([kept, ...sentAgain(history.people)], kept)
  }),

  /** The string "3175" in one example, the number 1234 in the other. */
  'OPUS-PAT-18': onHistory(({ people: { base, single }, bookedInForms = [] }) =>
    worst(
      [
        ...[base, single].map(({ tries: [first, second] }): Finding => {
          if (!first) return nobodyRegistered
          const finding = accepted(first.exchange.what, first.exchange)
          if (finding.outcome !== 'broken' || (second && isAccepted(second.exchange))) return finding
          return leaning('the patient was refused with either form', 'OPUS-PAT-09')
        }),
        // Of one slot, which was booked at last: that the other form was refused is no matter of the slot.
        ...bookedInForms.map(({ what, exchange }) => accepted(`createBooking with ${what}`, exchange)),
      ],
      nobodyRegistered,
    ),
  ),

  /** "nässlind" */
  'OPUS-PAT-19': onHistory((history) => {
    const { base, sibling } = history.people
    const names = PATIENT_TEXTS.slice(0, 2)
    const [created] = sibling.tries
    if (!isRegistered(base) || !created) return nobodyRegistered
    if (!isAccepted(created.exchange)) {
      return sibling.plain && !isRegistered(sibling.plain)
        ? leaning('the patient was refused with a plain name too', 'OPUS-PAT-09', [created.exchange])
        : accepted('a patient with a name that is not ASCII', created.exchange)
    }
    if (cameBack(base.patient, names, base.read).outcome !== 'holds') {
      return leaning('not even a plain name came back', 'OPUS-PAT-10', [base.read])
    }
    if (status(sibling.read) === 404) return leaning('the patient is not there', 'OPUS-PAT-10', [sibling.read])
    const booked = madeKnown(history).filter(({ made }) => !isAscii(made.patient.LastName))
    return each(
      [sibling, ...booked.map(({ made, read }) => ({ patient: made.patient, read }))],
      ({ patient, read }) => cameBack(patient, names, read),
      nobodyRegistered,
    )
  }),

  /** The document's examples have no leading zeros. */
  'OPUS-PAT-20': onPeople(({ base, elder }) => {
    const { tries, patient, read } = elder
    const created = tries[0]?.exchange
    const sent = patient.PersonalNumber.ExtraDigits
    if (created && isRefused(created) && isRegistered(base)) {
      const reason = `${sent} was refused, as a number that is never given may be`
      return unobserved(reason, 'a target that takes such a number', [], [created])
    }
    if (!isRegistered(elder)) return nobodyRegistered
    if (isThatPatient(patient, read).outcome !== 'holds') {
      return leaning('the patient was not answered', 'OPUS-PAT-01', [read])
    }
    const digits = property(property(bodyOf(read), 'PersonalNumber'), 'ExtraDigits')
    if (digits === sent) return holds(`ExtraDigits "${sent}" came back`, [read])
    return broken(`ExtraDigits "${sent}" come back as they were sent`, `they came back as ${toJson(digits)}`, [read])
  }),
}
