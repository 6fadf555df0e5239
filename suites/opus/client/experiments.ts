import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { parsed } from '../../../engine/json-diff.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import { remembered, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { brokenOpusClauses } from '../../../generators/opus-clauses.ts'
import type { Id, OpusOperation } from '../../../generators/opus-world.ts'
import type { PersonalNumber } from '../../../generators/personal-number.ts'
import { readTime } from '../local-time.ts'
import { isObject, property } from '../shapes.ts'
import { callsIn, sentAs } from './requests.ts'

const KEYS: Readonly<Record<string, string>> = {
  getPatient: 'OPUS-KEY-01',
  getBookings: 'OPUS-KEY-03',
  createBooking: 'OPUS-KEY-04',
  updateBooking: 'OPUS-KEY-05',
  createPatient: 'OPUS-KEY-06',
}
/** Operations whose requests have a model of their clauses. */
const MODELLED = Object.keys(KEYS) as readonly OpusOperation[]

const NAMES = ['year', 'month', 'day', 'extradigits', 'bookingID', 'clinicID', 'clinicianID', 'treatmentID']

/** The parameters under their documented names. */
const queryOf = (exchange: Exchange): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, sentAs(exchange, name)]).filter(([, value]) => value !== undefined))

const idsIn = (...values: unknown[]): Id[] =>
  values.filter((one): one is Id => typeof one === 'string' || typeof one === 'number')

/** What a modelled request breaks; IDs that it names may be the target's, and are not held against it. */
function modelled(exchange: Exchange): string[] {
  const query = queryOf(exchange)
  const body = parsed(exchange.request.body)
  const [slot, number] = [property(body, 'TimeSlot'), property(property(body, 'Patient'), 'PersonalNumber')]
  const bookings =
    query.bookingID === undefined ? [] : [{ BookingID: query.bookingID, PersonalNumber: number as PersonalNumber }]
  return brokenOpusClauses(
    exchange.operation as OpusOperation,
    { query, body },
    {
      clinicIDs: idsIn(query.clinicID, property(slot, 'ClinicID')),
      clinicianIDs: idsIn(query.clinicianID, property(slot, 'ClinicianID')),
      treatmentIDs: idsIn(property(slot, 'TreatmentID')),
      bookings,
      otherPersonalNumber: number as PersonalNumber,
      seed: 1,
    },
  )
}

const isNumber = (text: string | undefined) => text === undefined || /^\d+$/.test(text)

/** What a question about slots or lists breaks. */
function asked(exchange: Exchange): string[] {
  const { operation } = exchange
  const sent = (name: string) => sentAs(exchange, name)
  const [year, month, from] = [sent('year'), sent('month'), sent('startingFromDateTime')]
  const isMonth = isNumber(month) && (month === undefined || (Number(month) >= 1 && Number(month) <= 12))
  const ofMonth =
    year === undefined && month === undefined
      ? ['OPUS-SLOT-19']
      : [
          ...(year === undefined ? ['OPUS-SLOT-02'] : []),
          ...(month === undefined ? ['OPUS-SLOT-03'] : []),
          ...(isNumber(year) && isMonth ? [] : ['OPUS-SLOT-11']),
        ]
  const ofDate = [
    ...(sent('treatmentID') === undefined ? ['OPUS-SLOT-18'] : []),
    ...(from === undefined || readTime(from) || /^\d{4}-\d\d-\d\d$/.test(from) ? [] : ['OPUS-SLOT-20']),
  ]
  const isSwitch = /^(true|false)$/i.test(sent('onlyWithFreeTimes') ?? 'true')
  return [
    ...(operation === 'getTimeslotsByMonth' ? ofMonth : []),
    ...(operation === 'getTimeslotsFrom' ? ofDate : []),
    ...(isNumber(sent('treatmentID')) ? [] : ['OPUS-FILTER-02']),
    ...(isNumber(sent('clinicianID')) && isSwitch ? [] : ['OPUS-FILTER-03']),
    ...(operation.startsWith('getTimeslots') && !isNumber(sent('delay')) ? ['OPUS-SLOT-26'] : []),
  ]
}

/** All that a request breaks, its key and the form of its body first. */
export function clausesOf(exchange: Exchange): string[] {
  const { operation, request } = exchange
  const given = request.headers.api_key
  const key = given === undefined ? [KEYS[operation] ?? 'OPUS-KEY-07'] : given.trim() === '' ? ['OPUS-KEY-09'] : []
  const isModelled = (MODELLED as readonly string[]).includes(operation)
  if (request.truncated) return []
  if (request.body !== null && request.body !== '' && parsed(request.body) === undefined)
    return [...key, 'OPUS-CODE-05']
  const isJson = /^application\/json/i.test(request.headers['content-type'] ?? '')
  const form = isObject(parsed(request.body)) && !isJson ? ['OPUS-CT-01'] : []
  return [...key, ...form, ...(isModelled ? modelled(exchange) : asked(exchange))]
}

/** The calls that break one clause alone, by its requirement: each is an experiment on the server. */
const experimentsIn = remembered((traffic) => {
  const found = new Map<string, Exchange[]>()
  for (const exchange of callsIn(traffic)) {
    const code = status(exchange)
    // What crashed, or was stopped by what stands between, says nothing of the clause.
    if (code === undefined || code === 429 || code >= 500) continue
    const [clause, ...more] = clausesOf(exchange)
    const isKey = clause?.startsWith('OPUS-KEY-')
    if (clause === undefined || more.length > 0 || (!isKey && [401, 403].includes(code))) continue
    found.set(clause, [...(found.get(clause) ?? []), exchange])
  }
  return found
})

/** Such a request is refused; how, is the suite's to try. */
const refuses =
  (id: string): TrafficRule =>
  (traffic) => {
    const tries = experimentsIn(traffic).get(id) ?? []
    if (tries.length === 0)
      return unobserved('no call of this traffic breaks this clause and no other', '`bitewing run`, which tries it')
    const taken = tries.filter(isAccepted)
    const [first] = taken
    return first
      ? broken('such a call is refused', `${first.operation}: ${came(first)}`, taken)
      : holds(`${plural(tries.length, 'such call was', 'such calls were')} refused`, tries)
  }

const PATIENT = ['02', '03', '04', '05', '07', '08', '11', '12', '13', '14', '15', '16']
const BOOKING = ['05', '06', '07', '08', '10', '11', '12', '13', '14', '15', '20', '21', '22']
const SLOT = ['02', '03', '11', '18', '19', '20', '26']
const IDS = [
  ...['01', '03', '04', '05', '06', '07', '09'].map((nth) => `OPUS-KEY-${nth}`),
  ...PATIENT.map((nth) => `OPUS-PAT-${nth}`),
  ...BOOKING.map((nth) => `OPUS-BOOK-${nth}`),
  ...SLOT.map((nth) => `OPUS-SLOT-${nth}`),
  'OPUS-FILTER-02',
  'OPUS-FILTER-03',
  'OPUS-CODE-05',
  'OPUS-CT-01',
]

/** What each kind of wrong call shows of the server. */
export const refusals: Readonly<Record<string, TrafficRule>> = Object.fromEntries(IDS.map((id) => [id, refuses(id)]))
