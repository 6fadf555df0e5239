import { type Call, wordsOf } from '../call.ts'
import type { Fault } from '../profile.ts'
import { type Telling, toldBy } from '../words.ts'
import { ROWS } from './operations.ts'

const UNKNOWN = String.raw`(?<!not (?:an? )?)\b(?:unknown|nonexistent|non-existent|no such|wrong)`
const NOT_THERE =
  "(?:that |which |who )?(?:do(?:es)?(?: not|n't) exist|(?:is|are) (?:unknown|not known|not there|not found)|was never)"

/** Words for something that is not there: `an unknown clinic`, `a clinic that does not exist`. */
const unknown = (what: string): RegExp =>
  new RegExp(
    `${UNKNOWN} (?:${what})(?:id)?\\b|\\b(?:${what})(?:id)?s? ${NOT_THERE}\\b|\\bno (?:${what}) (?:has|with|of|exists)\\b|\\b(?:${what}) not found\\b`,
  )

const REFUSED_KEY = [400, 401, 403]
const ID_OF_NOTHING = [400, 404]
const LISTS = ['getClinics', 'getClinicians', 'getTreatments']
const TAKING = ['createBooking', 'updateBooking']
const SLOTS = ['getTimeslotsByMonth', 'getTimeslotsFrom']

const TELLINGS: readonly Telling[] = [
  {
    words: unknown('patient|person|personal number'),
    requirement: 'OPUS-PAT-06',
    refusedWith: [404],
    operations: ['getPatient'],
  },
  {
    words: /\b(?:number|patient) of nobody\b|\bno patient\b|\bnot a patient\b|\bnot registered\b/,
    requirement: 'OPUS-PAT-06',
    refusedWith: [404],
    operations: ['getPatient'],
  },
  {
    words: unknown('patient|person|personal number'),
    requirement: 'OPUS-BOOK-09',
    refusedWith: [404],
    operations: ['getBookings'],
  },
  {
    words: /\b(?:no|without(?: an?y?)?|has no|with no) bookings?\b|\bno patient\b/,
    requirement: 'OPUS-BOOK-09',
    refusedWith: [404],
    operations: ['getBookings'],
  },
  {
    words: unknown('clinic|clinician'),
    requirement: 'OPUS-PAT-17',
    refusedWith: ID_OF_NOTHING,
    operations: ['createPatient'],
  },
  {
    words: unknown('clinic|clinician|treatment'),
    requirement: 'OPUS-BOOK-16',
    refusedWith: ID_OF_NOTHING,
    operations: ['createBooking'],
  },
  { words: unknown('booking'), requirement: 'OPUS-BOOK-23', refusedWith: ID_OF_NOTHING, operations: ['updateBooking'] },
  { words: unknown('clinic'), requirement: 'OPUS-BOOK-28', refusedWith: ID_OF_NOTHING, operations: ['updateBooking'] },
  {
    words: /\ban?other patient's (?:personal )?number\b|\bof an?other patient\b|\ban?other patient's\b/,
    requirement: 'OPUS-BOOK-24',
    refusedWith: [400, 401, 403, 404, 409],
    operations: ['updateBooking'],
  },
  {
    words:
      /(?<!not |never )\b(?:taken|occupied|already booked|booked already|no longer free|double[- ]booked)\b|\bslot (?:is|was) booked\b/,
    requirement: 'OPUS-BOOK-17',
    refusedWith: [400, 404, 409],
    operations: TAKING,
  },
  {
    words: /\bnever offered\b|\bnot offered\b|\bmiddle of the night\b|\bnot at that clinic\b/,
    requirement: 'OPUS-BOOK-26',
    refusedWith: [400, 404, 409],
    operations: ['createBooking'],
  },
  { words: unknown('clinic'), requirement: 'OPUS-CLINIC-08', refusedWith: [404], operations: ['getClinic'] },
  {
    words: unknown('clinic|clinician|treatment|provider|filter'),
    requirement: 'OPUS-FILTER-01',
    refusedWith: ID_OF_NOTHING,
    operations: LISTS,
  },
  {
    words:
      /\bno (?:free )?(?:time ?)?slots?\b(?! (?:is|are|was|were) (?:booked|taken))|\bwithout (?:any )?(?:free )?(?:time ?)?slots?\b|\bnothing (?:is )?free\b/,
    requirement: 'OPUS-SLOT-12',
    refusedWith: [404],
    operations: SLOTS,
  },
]

const WRONG_KEY =
  /(?<!not |never )\b(?:wrong|invalid|bad|unknown|incorrect|revoked|expired) (?:api[-_ ]?)?key\b|\b(?:api[-_ ]?)?key (?:is|was) (?:wrong|invalid|unknown|not|revoked|expired)\b|\bwithout (?:a )?valid api[-_ ]?key\b/
const ALMOST_KEY = /\b(?:api[-_ ]?)?key (?:is )?in (?:lower|upper) case\b|\bkey with a letter more\b/

/** What the pact says is wrong with a request, and cannot be seen in it. */
export function told(call: Call): Fault[] {
  const { key } = ROWS[call.operationId]!
  const own = key === 'OPUS-KEY-01' ? 'OPUS-KEY-02' : key
  return toldBy(call, [
    { words: WRONG_KEY, requirement: own, refusedWith: REFUSED_KEY },
    { words: ALMOST_KEY, requirement: 'OPUS-KEY-09', refusedWith: REFUSED_KEY },
    ...TELLINGS,
  ])
}

const DOWN =
  /\b(?:backend|on-?premise|server|service|database)\b[^;]*\b(?:down|unreachable|unavailable|off ?line|can ?not|can't|could not|not (?:be )?(?:reach\w*|available)|fails?)\b|\b(?:during|in) (?:an|the) outage\b|\boutage\b/

/** Whether a state has ended an outage. */
export const isBackendBack = (call: Call): boolean =>
  /\bbackend (?:service )?can be reached\b|\bbackend (?:service )?is back\b/.test(wordsOf(call))

export const isBackendDown = (call: Call): boolean => DOWN.test(wordsOf(call)) && !isBackendBack(call)

/** Words about what can be seen in the request, so that they explain nothing where it is right there. */
const VISIBLE: readonly [words: RegExp, requirement: string, operations?: readonly string[]][] = [
  [
    /\b(?:check digit|control digit|invalid ssn|ssn|personal ?number|extra ?digits|date of birth)\b/,
    'OPUS-PAT-01',
    ['getPatient'],
  ],
  [/\b(?:check digit|control digit|invalid ssn|ssn|extra ?digits)\b/, 'OPUS-PAT-18', ['createPatient']],
  [/\bnon-ascii\b|\baccents?\b|\bumlauts?\b|\bdiacritics?\b/, 'OPUS-PAT-19', ['createPatient']],
  [
    /\b(?:unknown|new|unregistered) patient\b|\bpatient (?:who |that )?(?:is )?not (?:yet )?(?:known|registered)\b/,
    'OPUS-BOOK-25',
    ['createBooking'],
  ],
  [/\bdelay\b/, 'OPUS-SLOT-09', ['getTimeslotsByMonth']],
  [/\bdelay\b/, 'OPUS-SLOT-17', ['getTimeslotsFrom']],
]

export function acceptedAll(words: string, operationId: string): string | undefined {
  return VISIBLE.find(([pattern, , operations]) => operations?.includes(operationId) && pattern.test(words))?.[1]
}
