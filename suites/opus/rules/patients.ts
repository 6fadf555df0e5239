import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import { isMade } from '../bookings/desk.ts'
import type { BookingStory } from '../context.ts'
import { cameBack, isThatPatient } from '../patients/fields.ts'
import { isRegistered, type People, type Person, registered } from '../patients/people.ts'
import { isPatient } from '../patients/registry.ts'
import { rule } from '../rule.ts'
import { bodyOf, PATIENT_TEXTS, property } from '../shapes.ts'
import { accepted, heldBy, isRefused, leaning, refusedWith } from '../statuses.ts'

/** The patients that the run registers, and all of them as getPatient answers once there are bookings. */
interface Lives {
  people: People
  afterBookings?: BookingStory['afterBookings']
  unregistered?: BookingStory['unregistered']
  bookedInForms?: BookingStory['bookedInForms']
}

/** A rule on the patients that the run registers, and on what becomes of them once there are bookings. */
const onLives = (judge: (lives: Lives) => Finding) =>
  rule({
    needs: ['people'],
    probe: async (opus, { people }): Promise<Lives> => {
      const story = await opus.bookings()
      if (isUnjudgeable(story)) return { people }
      const { afterBookings, unregistered, bookedInForms } = story
      return { people, afterBookings, unregistered, bookedInForms }
    },
    judge,
  })

/** A rule on the patients that the run registers. */
const onPeople = (judge: (people: People) => Finding) =>
  rule({ needs: ['people'], judge: ({ people }) => judge(people) })

const nobodyRegistered = leaning('no patient was registered', 'OPUS-PAT-09')

/** How getPatient answered to a patient: at once, and again later. */
const readsOf = ({ people, afterBookings = [] }: Lives, { patient, read }: Person): Exchange[] => [
  ...(read ? [read] : []),
  ...(patient === people.base.patient ? [people.baseAgain] : []),
  // By value, since evidence that was stored holds copies.
  ...afterBookings.filter((later) => toJson(later.patient) === toJson(patient)).map((later) => later.read),
]

const areAnswered = (lives: Lives): Finding =>
  worst(
    registered(lives.people).flatMap((person) =>
      readsOf(lives, person).map((read) => isThatPatient(person.patient, read)),
    ),
    nobodyRegistered,
  )

/** A name that is not ASCII is OPUS-PAT-19's matter. */
const fieldsOf = ({ FirstName, LastName }: OpusPatient) =>
  isAscii(FirstName + LastName) ? PATIENT_TEXTS : PATIENT_TEXTS.slice(2)

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text)

/** Who is registered already either is refused, and stays as before, or is taken over as sent. */
function sentAgain({ again, extreme, plainExtreme }: People): Finding[] {
  const last = again?.tries.at(-1)
  if (!again || !last || (!isAccepted(last) && !isRefused(last))) return []
  const { patient, read } = again
  if (!isAccepted(last)) {
    const known = plainExtreme && isRegistered(plainExtreme) ? plainExtreme : extreme
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
  'OPUS-PAT-01': onLives(areAnswered),

  /** "404 … in the case of a valid request for an entity that does not exist" */
  'OPUS-PAT-06': rule({
    // Whom nobody registered is asked for without writes too.
    probe: async (opus) => {
      const people = await opus.people()
      if (!isUnjudgeable(people)) return { people }
      return { asked: await opus.during('writes', () => opus.nobody().then((one) => one.asked)) }
    },
    judge: ({ people, asked }) => {
      if (!people)
        return refusedWith(404)([{ kind: 'trial', what: 'a number of no patient', control: null, exchange: asked }])
      const isRight = areAnswered({ people })
      const { base, sibling, single, elder, leapling, extreme, neighbours } = people
      // Numbers that are never given may be refused as invalid; where they are not, nobody has them.
      const neverGiven = [elder, leapling, ...neighbours].filter(
        ({ before }) => isRegistered(elder) || before.response?.status !== 400,
      )
      const asks = [base, sibling, single, extreme, ...neverGiven].map(({ patient, before }) => ({
        patient,
        exchange: before,
      }))
      return worst(
        asks
          // Somebody registered that number in an earlier run.
          .filter(({ patient, exchange }) => !isPatient(exchange, patient.PersonalNumber))
          .map(({ exchange }): Finding => {
            const what = `getPatient of ${exchange.what}`
            const finding = refusedWith(404)([{ kind: 'trial', what, control: null, exchange }])
            const isSomebody = isAccepted(exchange) && property(bodyOf(exchange), 'PersonalNumber') !== undefined
            if (finding.outcome !== 'broken' || !isSomebody || isRight.outcome !== 'broken') return finding
            // Where those who are there are mistaken for others too, that is the cause.
            return leaning(`${what}: another patient`, 'OPUS-PAT-01', [exchange])
          }),
        unobserved('no number was asked for that nobody has', 'a target with free numbers'),
      )
    },
  }),

  /** "Creates a patient". What only one form of ExtraDigits or of a name is refused for is the rule's that speaks of it. */
  'OPUS-PAT-09': onPeople((people) => {
    const { base, plainSibling, single, elder, younger, leapling, extreme, plainExtreme } = people
    const expected = '200 for a valid patient'
    const plain = [base, single].map((person): Finding => {
      const last = person.tries.at(-1)
      if (last && isRegistered(person)) return heldBy([200], 'a patient was registered', [last.exchange])
      return worst(
        person.tries.map(({ exchange }) => accepted(exchange.what, exchange)),
        nobodyRegistered,
      )
    })
    const twinTry = plainSibling?.tries[0]?.exchange
    const elderTry = elder.tries[0]?.exchange
    const leapTry = leapling.tries[0]?.exchange
    const compared: Finding[] = []
    if (twinTry && !isAccepted(twinTry)) {
      compared.push(accepted('a patient who is born on the same day as another one', twinTry))
    }
    if (elderTry && younger && isRegistered(younger)) {
      const actual = `born in ${elder.patient.PersonalNumber.Year}: ${came(elderTry)}; born a hundred years later: 200`
      compared.push(broken(expected, actual, [elderTry, younger.tries[0]?.exchange]))
    }
    if (leapTry && (isRegistered(elder) || (younger && isRegistered(younger)))) {
      compared.push(accepted('a patient born on 29 February, with a mobile number without country code', leapTry))
    }
    const extremeTry = extreme.tries[0]?.exchange
    if (extremeTry && plainExtreme && isRegistered(plainExtreme)) {
      compared.push(accepted('a patient with a name of one letter and one of sixty with an apostrophe', extremeTry))
    }
    return worst([...plain, ...compared], nobodyRegistered)
  }),

  /** "Creates a patient": it is then there, and stays. */
  'OPUS-PAT-10': onLives((lives) => {
    const { people, unregistered = [] } = lives
    return worst(
      [
        ...registered(people).flatMap((person): Finding[] =>
          readsOf(lives, person).map((read) => cameBack(person.patient, fieldsOf(person.patient), read)),
        ),
        ...sentAgain(people),
        // That a booking makes its patient known is OPUS-BOOK-25's matter.
        ...unregistered
          .filter(({ made, read }) => isMade(made) && isAccepted(read))
          .map(({ made, read }) => cameBack(made.patient, fieldsOf(made.patient), read)),
      ],
      nobodyRegistered,
    )
  }),

  /** The string "3175" in one example, the number 1234 in the other. */
  'OPUS-PAT-18': onLives(({ people: { base, single }, bookedInForms = [] }) =>
    worst(
      [
        ...[base, single].map(({ tries }): Finding => {
          const [first, second] = tries
          if (!first) return nobodyRegistered
          const finding = accepted(first.exchange.what, first.exchange)
          if (finding.outcome !== 'broken') return finding
          if (second && isAccepted(second.exchange)) return finding
          return leaning('the patient was refused with either form', 'OPUS-PAT-09')
        }),
        // Of one slot, which was booked at last: that the other form was refused is no matter of the slot.
        ...bookedInForms.map(({ what, exchange }) => accepted(`createBooking with ${what}`, exchange)),
      ],
      nobodyRegistered,
    ),
  ),

  /** "nässlind" */
  'OPUS-PAT-19': onLives(({ people, unregistered = [] }) => {
    const { base, sibling, plainSibling } = people
    const names = PATIENT_TEXTS.slice(0, 2)
    const [created] = sibling.tries
    if (!isRegistered(base) || !base.read || !created) return nobodyRegistered
    if (!isAccepted(created.exchange)) {
      return plainSibling && !isRegistered(plainSibling)
        ? leaning('the patient was refused with a plain name too', 'OPUS-PAT-09', [created.exchange])
        : accepted('a patient with a name that is not ASCII', created.exchange)
    }
    if (cameBack(base.patient, names, base.read).outcome !== 'holds') {
      return leaning('not even a plain name came back', 'OPUS-PAT-10', [base.read])
    }
    if (!sibling.read || sibling.read.response?.status === 404) {
      return leaning('the patient is not there', 'OPUS-PAT-10', [sibling.read])
    }
    const booked = unregistered
      .filter(({ made, read }) => isMade(made) && isAccepted(read) && !isAscii(made.patient.LastName))
      .map(({ made, read }) => cameBack(made.patient, names, read))
    return worst([cameBack(sibling.patient, names, sibling.read), ...booked], nobodyRegistered)
  }),

  /** The document's examples have no leading zeros. */
  'OPUS-PAT-20': onPeople(({ base, elder }) => {
    const { tries, patient, read } = elder
    const created = tries[0]?.exchange
    if (created && isRefused(created) && isRegistered(base)) {
      const reason = `${patient.PersonalNumber.ExtraDigits} was refused, as a number that is never given may be`
      return unobserved(reason, 'a target that takes such a number', [], [created])
    }
    if (!read || !isRegistered(elder)) return nobodyRegistered
    const isThere = isThatPatient(patient, read)
    if (isThere.outcome !== 'holds') {
      return leaning('the patient was not answered', 'OPUS-PAT-01', [read])
    }
    const digits = property(property(bodyOf(read), 'PersonalNumber'), 'ExtraDigits')
    const sent = patient.PersonalNumber.ExtraDigits
    if (digits === sent) return holds(`ExtraDigits "${sent}" came back`, [read])
    return broken(`ExtraDigits "${sent}" come back as they were sent`, `they came back as ${toJson(digits)}`, [read])
  }),
}
