import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import { type OpusPatient, opusPatient } from '../../../generators/opus-patient.ts'
import { type PersonalNumber, type PersonalNumberSeries, personalNumber } from '../../../generators/personal-number.ts'
import type { Call, Query } from '../api.ts'
import type { Client, Sent } from '../client.ts'
import { bodyOf, readNumber, sameNumber } from '../shapes.ts'

/** Numbers of a series in the order of the seed. */
function* series(seed: number, name: PersonalNumberSeries, size: number): Generator<PersonalNumber> {
  for (let nth = 0; nth < size; nth++) yield personalNumber(seed + nth, name)
}

/** How many there are of each series, by `generators/personal-number.ts`. */
const SIZE = { sweden: 512, children: 268, zeros: 43_829 }

/** The published test numbers of people of age are two for each day. Of the days every other one is for pairs, the rest for single numbers. */
const isPaired = ({ Month, Day }: PersonalNumber): boolean => (Month + Day) % 2 === 1

/** Numbers of different days, none of those that pairs are from; of people of age as long as there are any. */
export function* singles(seed: number): Generator<PersonalNumber> {
  const days = new Set<string>()
  for (const number of series(seed, 'sweden', SIZE.sweden)) {
    const day = `${number.Month}-${number.Day}`
    if (isPaired(number) || days.has(day)) continue
    days.add(day)
    yield number
  }
  yield* series(seed, 'sweden-2019', SIZE.children)
}

/** Two numbers with one date of birth. */
export function* birthdayPairs(seed: number): Generator<[PersonalNumber, PersonalNumber]> {
  const known = new Map<string, PersonalNumber>()
  for (const number of series(seed, 'sweden', SIZE.sweden)) {
    if (!isPaired(number)) continue
    const day = `${number.Month}-${number.Day}`
    const other = known.get(day)
    if (other) yield [other, number]
    known.set(day, number)
  }
}

/**
 * Numbers with leading zeros in their extra digits, of births from 1900 to 1907, for each of which {@link neighbour} has a
 * valid one of somebody of age that differs in the year, the month or the day alone.
 */
export function* withNeighbours(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    const { Year, Month, Day } = number
    if (Year < 1908 && Month >= 2 && Month <= 4 && Day >= 2 && Day <= 9) yield number
  }
}

/**
 * The number that differs in one part alone, with the same check digit: a century counts for nothing in it, and by the
 * Luhn algorithm 10 counts as much as 2, 11 as 3, and so on, since the tens digit is doubled. The birth number is 000
 * in both, which is nobody's.
 */
export function neighbour(number: PersonalNumber, part: 'Year' | 'Month' | 'Day'): PersonalNumber {
  const step = { Year: 100, Month: 8, Day: 8 }[part]
  return { ...number, [part]: number[part] + step }
}

/** Numbers of people of age, born on 29 February. */
export function* leapDays(seed: number): Generator<PersonalNumber> {
  for (const number of series(seed, 'sweden-leading-zeros', SIZE.zeros)) {
    if (number.Year < 2008 && number.Month === 2 && number.Day === 29) yield number
  }
}

/** Numbers that are tried before a fresh one is given up: a target may hold the patients of many earlier runs. */
const MOST_TRIES = 24

const LONG_NAME = 60

/** A name with letters that Latin-1 lacks. */
const BEYOND_LATIN_1 = 'Wiśniewski'

/** A patient as it is sent; ExtraDigits may be a number. */
export type SentPatient = Omit<OpusPatient, 'PersonalNumber'> & {
  PersonalNumber: Omit<PersonalNumber, 'ExtraDigits'> & { ExtraDigits: string | number }
}

/** A number that nobody has, as far as the target tells. */
export interface FreshNumber {
  number: PersonalNumber
  /** The answer that told: the last one of those that asked. */
  asked: Exchange
}

/** The query by which getPatient and getBookings know a patient. */
export const byNumber = ({ Year, Month, Day, ExtraDigits }: SentPatient['PersonalNumber']): Query => ({
  year: String(Year),
  month: String(Month),
  day: String(Day),
  extradigits: String(ExtraDigits),
})

/** Whether an answer of getPatient is the patient who was asked for. */
export function isPatient(exchange: Exchange, number: SentPatient['PersonalNumber']): boolean {
  const answered = isAccepted(exchange) ? readNumber(bodyOf(exchange)) : undefined
  return answered !== undefined && sameNumber({ ...number }, answered)
}

/** Makes patients up, and registers them. */
export class Registry {
  readonly #taken = new Set<string>()
  #unregistered: OpusPatient | undefined
  #drawn = 0

  constructor(
    private readonly client: Client,
    private readonly seed: number,
  ) {}

  /** A made-up patient with that number; every one has other names. */
  patient(PersonalNumber: PersonalNumber, spelling: 'plain' | 'non-ascii' | 'extreme' = 'plain'): OpusPatient {
    const seed = this.seed * 1000 + this.#drawn++
    if (spelling === 'plain') return { ...opusPatient(seed), PersonalNumber }
    if (spelling === 'non-ascii') {
      const swedish = opusPatient(seed, { spelling })
      return { ...swedish, LastName: `${swedish.LastName}-${BEYOND_LATIN_1}`, PersonalNumber }
    }
    const plain = opusPatient(seed)
    return {
      FirstName: plain.FirstName.slice(0, 1),
      LastName: `d'${plain.LastName.repeat(LONG_NAME)}`.slice(0, LONG_NAME),
      PostalCode: plain.PostalCode.replace(/^./, '0'),
      Email: plain.Email.replace(/^p/, 'P'),
      MobilePhoneNumber: plain.MobilePhoneNumber.replace('+46', '0'),
      PersonalNumber,
    }
  }

  /** A patient whom nobody registered, for requests that are to be refused: the same one until one of them is accepted. */
  async unregistered(): Promise<OpusPatient> {
    this.#unregistered ??= await this.nobody()
    return this.#unregistered
  }

  /** A patient whom nobody registered; every time another one. */
  async nobody(): Promise<OpusPatient> {
    return this.patient((await this.fresh(singles(this.seed), (number) => number)).number)
  }

  unregisteredIsKnown(): void {
    this.#unregistered = undefined
  }

  /** The first of the candidates whom getPatient does not know; where earlier runs took the first ones, it leaps ahead. */
  async fresh<Candidate>(
    candidates: Generator<Candidate>,
    numberOf: (candidate: Candidate) => PersonalNumber,
  ): Promise<FreshNumber & { candidate: Candidate }> {
    let last: (FreshNumber & { candidate: Candidate }) | undefined
    let leap = 1
    for (let tries = 0; tries < MOST_TRIES; ) {
      const { value: candidate, done } = candidates.next()
      if (done) break
      const number = numberOf(candidate)
      const key = JSON.stringify(byNumber(number))
      if (this.#taken.has(key)) continue
      this.#taken.add(key)
      tries++
      const asked = await this.ask(number, 'a number that nobody has')
      last = { number, asked, candidate }
      if (!isPatient(asked, number)) return last
      for (let skipped = 1; skipped < leap; skipped++) candidates.next()
      leap *= 2
    }
    if (!last) throw new Error('there is no personal number left to try')
    return last
  }

  async ask(number: SentPatient['PersonalNumber'], what: string): Promise<Exchange> {
    const { exchange } = await this.client.send(
      { operation: 'getPatient', query: byNumber(number) },
      { purpose: 'read', what },
    )
    return exchange
  }

  create(call: Call & { body: SentPatient }, what: string): Promise<Sent> {
    return this.client.send(call, { purpose: 'control', what })
  }
}
