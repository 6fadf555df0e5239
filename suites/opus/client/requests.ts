import type { Exchange } from '../../../engine/exchange.ts'
import { parsed } from '../../../engine/json-diff.ts'
import {
  type AboutRequests,
  callerBy,
  judgeRequests,
  perExchange,
  remembered,
  type TrafficRule,
  unchangedBy,
} from '../../../engine/traffic.ts'
import { isDay } from '../../../generators/calendar.ts'
import { queryOf } from '../api.ts'
import { idOf, isObject, NUMBER_PARTS, property } from '../shapes.ts'

export const callerOf = callerBy('api_key')
const requestOf = unchangedBy(
  ...['year', 'month', 'day', 'extradigits', 'clinicID', 'clinicianID', 'treatmentID', 'bookingID'],
  ...['onlyWithFreeTimes', 'startingFromDateTime', 'delay'],
)
export const unchanged = (exchange: Exchange) => `${callerOf(exchange)} ${requestOf(exchange)}`

/** A call that is documented; one that is not is OPUS-CLIENT-08's matter. */
export const callsIn = remembered(({ exchanges }) => exchanges.filter(({ operation }) => operation !== ''))

/** A parameter as it was sent, without regard to the case of its name. */
export const sentAs = (exchange: Exchange, name: string) => property(queryOf(exchange), name) as string | undefined

/** As {@link sentAs}; undefined where there is nothing in it. */
export function parameter(exchange: Exchange, name: string): string | undefined {
  const value = sentAs(exchange, name)
  return value?.trim() === '' ? undefined : value
}

export const bodyIn = perExchange(({ request }): unknown => parsed(request.body))

/** The parts of a personal number that a call names, in its query or its body; undefined where it names none. */
export function numberIn(exchange: Exchange): Readonly<Record<string, string | undefined>> | undefined {
  const { operation } = exchange
  if (operation === 'getPatient' || operation === 'getBookings') {
    return Object.fromEntries(NUMBER_PARTS.map((part) => [part, parameter(exchange, part)]))
  }
  const body = bodyIn(exchange)
  const number = property(operation === 'createPatient' ? body : property(body, 'Patient'), 'PersonalNumber')
  return isObject(number)
    ? Object.fromEntries(NUMBER_PARTS.map((part) => [part, idOf(property(number, part))]))
    : undefined
}

const isDigits = (text: string | undefined) => text !== undefined && /^\d+$/.test(text)

const FIRST_YEAR = 1000

/** Why nobody can have such a number, in words. A part that is missing, or in a query no number, is another rule's matter. */
export function impossible(exchange: Exchange): string | undefined {
  const { Year, Month, Day, ExtraDigits } = numberIn(exchange) ?? {}
  if (ExtraDigits !== undefined && !isDigits(ExtraDigits)) return `ExtraDigits ${ExtraDigits}`
  const date = [Year, Month, Day]
  if (!date.every(isDigits)) {
    const isOwn = exchange.request.body !== null && date.every((part) => part !== undefined)
    return isOwn ? `the date ${date.join('-')}` : undefined
  }
  const exists = Number(Year) >= FIRST_YEAR && isDay(Number(Year), Number(Month), Number(Day))
  return exists ? undefined : `the date ${date.join('-')}`
}

/** A rule on the calls that `of` chooses. */
export const onCalls =
  (
    of: (exchange: Exchange) => boolean,
    faultOf: (exchange: Exchange) => string | undefined,
    about: AboutRequests,
  ): TrafficRule =>
  (traffic) =>
    judgeRequests(callsIn(traffic).filter(of), faultOf, about)
