import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import { type OpusPatient, opusPatient } from '../../../generators/opus-patient.ts'
import type { PersonalNumber } from '../../../generators/personal-number.ts'
import type { Call, Query } from '../api.ts'
import type { Client, Sent } from '../client.ts'
import { bodyOf, readNumber, sameNumber } from '../shapes.ts'
import { singles } from './numbers.ts'

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
  #stranger: OpusPatient | undefined
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
  async stranger(): Promise<OpusPatient> {
    this.#stranger ??= await this.nobody()
    return this.#stranger
  }

  /** A patient whom nobody registered; every time another one. */
  async nobody(): Promise<OpusPatient> {
    return this.patient((await this.fresh(singles(this.seed), (number) => number)).number)
  }

  strangerIsKnown(): void {
    this.#stranger = undefined
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
