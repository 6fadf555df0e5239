import type { Answered, DrillJudge, Situation, Stage } from '../../../../engine/drill.ts'
import { broken, holds, unobserved } from '../../../../engine/finding.ts'
import { parsed } from '../../../../engine/json-diff.ts'
import { doubleName } from '../../../../generators/double-name.ts'
import { isObject, property } from '../../shapes.ts'
import { numberIn } from '../requests.ts'
import { endedOtherwise, resultOf } from './told.ts'
import {
  type JobPatient,
  jobPatient,
  nameOfClinic,
  patientHeld,
  slotOf,
  startWorld,
  textsOf,
  type World,
  world,
} from './world.ts'

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
const text = (value: unknown) => (typeof value === 'string' ? value.normalize('NFC') : value)

const textFaults = (texts: Readonly<Record<string, unknown>>, patient: JobPatient): string[] =>
  Object.entries(texts).flatMap(([name, value]) => {
    const given = patient[name as keyof JobPatient]
    // It is not among what has to arrive.
    const isLeftOut = name === 'email' && (value ?? '') === ''
    return isLeftOut || text(value) === text(given) ? [] : [`${name} ${shown(value)} instead of ${shown(given)}`]
  })

/** A number as it was sent, or reported: digits that lost their zeros are another number. */
function numberFaults(parts: Readonly<Record<string, unknown>>, { personalNumber }: JobPatient): string[] {
  const { year, month, day, extraDigits } = personalNumber
  const given = { Year: year, Month: month, Day: day, ExtraDigits: extraDigits }
  return Object.entries(given).flatMap(([name, value]) => {
    const sent = parts[name]
    const isSame = name === 'ExtraDigits' ? String(sent) === value : Number(sent) === value
    return isSame ? [] : [`${name} ${shown(sent)} instead of ${shown(value)}`]
  })
}

/** How what a job sent of its patient differs from what it was given. */
function sentFaults({ traffic }: Answered, patient: JobPatient): string[] {
  const faults = traffic.exchanges.flatMap((exchange) => {
    const { operation, request } = exchange
    const body = parsed(request.body)
    const sent = operation === 'createPatient' ? body : property(body, 'Patient')
    const number = numberIn(exchange)
    return [
      ...(isObject(sent) ? textFaults(textsOf(sent), patient) : []),
      ...(number ? numberFaults(number, patient) : []),
    ].map((fault) => `${operation} sent ${fault}`)
  })
  return [...new Set(faults)]
}

const patientIn = ({ input }: Answered) => (input as { patient: JobPatient }).patient

/** OPUS-CLIENT-21, of a booking: whether there is one is another rule's matter. */
export const sendsPatient: DrillJudge = (played) => {
  const isSent = played.traffic.exchanges.some(({ operation }) => /^create/.test(operation))
  if (!isSent) return unobserved('the client sent no booking', 'a client that books', ['OPUS-CLIENT-22'])
  const faults = sentFaults(played, patientIn(played))
  return faults.length === 0
    ? holds('the patient was sent as given')
    : broken('the patient as given', faults.slice(0, 4).join('; '))
}

/** OPUS-CLIENT-21: the patient is registered at that clinic as given, and reported as the server then has it. */
export const registersPatient: DrillJudge = (played) => {
  const patient = patientIn(played)
  const { clinicID, clinicians } = played.expected as { clinicID: string; clinicians: readonly number[] }
  const sent = played.traffic.exchanges.filter(({ operation }) => operation === 'createPatient')
  if (sent.length === 0) return endedOtherwise('a call of createPatient', played)
  const faults = [
    ...sentFaults(played, patient),
    ...sent.flatMap(({ request }) => {
      const query = Object.fromEntries(new URL(request.url).searchParams)
      const [clinic, clinician] = [property(query, 'clinicID'), property(query, 'clinicianID')]
      if (clinic !== clinicID) return [`clinicID ${clinic} instead of ${clinicID}`]
      return clinicians.some((id) => String(id) === clinician) ? [] : [`the clinicianID ${clinician} of another clinic`]
    }),
  ]
  if (faults.length > 0) return broken('the patient as given', faults.slice(0, 4).join('; '), sent)
  if (played.answer.status !== 'done') return endedOtherwise('done with the patient', played)
  const { patient: told } = resultOf(played)
  const number = property(told, 'personalNumber')
  const parts = ['Year', 'Month', 'Day', 'ExtraDigits'].map((name) => [name, property(number, name)])
  const wrong = [...textFaults(textsOf(told), patient), ...numberFaults(Object.fromEntries(parts), patient)]
  if (wrong.length > 0) return broken('the patient as the server has it', `it reported ${wrong.slice(0, 4).join('; ')}`)
  return played.after === undefined
    ? broken('a patient who is there', 'the server does not know the patient')
    : holds('the patient was registered and reported as given')
}

/** A situation of the job `register-patient`. */
export const patientSituation = ({
  name,
  summary,
  patient: made,
  judges = { 'OPUS-CLIENT-21': registersPatient },
  variants = [],
  ...rest
}: Pick<Situation, 'name' | 'summary'> &
  Partial<Pick<Situation, 'judges'>> & {
    patient(seed: number): JobPatient
    variants?: readonly string[]
    /** Made anew for each play. */
    intercept?(): NonNullable<Stage['intercept']>
    state?: string
    credentials?(own: World): Record<string, unknown>
  }): Situation => ({
  name,
  summary,
  job: 'register-patient',
  judges,
  async stage(hands) {
    const own = world(hands.seed)
    const patient = made(hands.seed)
    const clinics = [2, 0, 1].flatMap((clinic) => [0, 1].map((clinician) => ({ clinic, clinician })))
    const slots = clinics.map((one, nth) => slotOf(own, { start: `${own.day(nth)}T10:00`, ...one }))
    const mock = await startWorld(hands, own, { slots, variants })
    if (rest.state) await mock.state(rest.state)
    return {
      input: { patient, clinicName: nameOfClinic(own) },
      expected: {
        clinicID: own.clinics[0]?.ClinicID,
        clinicians: own.clinicians.slice(0, 2).map(({ ClinicianID }) => ClinicianID),
      },
      after: () => patientHeld(mock, own, patient),
      ...(rest.intercept ? { intercept: rest.intercept() } : {}),
      ...(rest.credentials ? { credentials: rest.credentials(own) } : {}),
    }
  },
})

/** The patients that are tried; each job that sends one has all of them. */
export const PATIENTS: Readonly<Record<string, [words: string, made: (seed: number) => JobPatient]>> = {
  plain: [
    'A patient with plain names, and a postal code and a phone number with leading zeros',
    (seed) => jobPatient(seed),
  ],
  'non-ascii': [
    'A patient with letters outside ASCII, and a phone number with its country',
    (seed) => ({ ...jobPatient(seed, { spelling: 'non-ascii' }), mobilePhoneNumber: `+46701740${605 + (seed % 94)}` }),
  ],
  'double-names': [
    'A patient with hyphens and apostrophes in the names, and a plus sign in the address',
    (seed) => ({ ...jobPatient(seed), ...doubleName(seed, 'female'), email: `mail+${seed % 1000}@example.com` }),
  ],
  'leading-zeros': [
    'A patient whose extra digits begin with zeros',
    (seed) => ({ ...jobPatient(seed, { series: 'sweden-leading-zeros' }), postalCode: `00${100 + (seed % 900)}` }),
  ],
  'short-names': [
    'A patient with names of one letter',
    (seed) => ({ ...jobPatient(seed), firstName: 'Å', lastName: 'Ö' }),
  ],
  'long-names': [
    'A patient with long names of several words',
    (seed) => ({
      ...jobPatient(seed),
      firstName: 'Anna Märta Elisabeth Maximiliana',
      lastName: 'von Essen af Ugglas Ehrensvärd-Ångström',
    }),
  ],
}

/** OPUS-CLIENT-21, by the job `register-patient`. */
export const patientSituations: readonly Situation[] = Object.entries(PATIENTS).map(([name, [words, patient]]) =>
  patientSituation({ name: `patient-${name}`, summary: `${words} is registered.`, patient }),
)
