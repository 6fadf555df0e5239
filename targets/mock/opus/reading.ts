import { isObject } from '../body.ts'
import type { WallMinutes } from './calendar.ts'
import type { Desk } from './desk.ts'
import { checkDigitHolds, flawOfDate, type PartialNumber, type PersonalNumber } from './personal-number.ts'
import type { Filter } from './schedule.ts'

/*
 * Readers of what a request carries. Each objects to what is wrong, and gives undefined for what the desk lets pass.
 */

/** Where a value is read from, by its name; undefined for none. */
export type Source = (name: string) => string | undefined

/** The query. */
export function queryOf({ call }: Desk): Source {
  return (name) => call.query[name]
}

/** The properties of an object in the body, in any case; a number is read as its digits, an empty string as none. */
export function propertiesOf(object: Record<string, unknown>): Source {
  return (name) => {
    const value = propertyOf(object, name)
    return value === undefined || value === null || value === '' ? undefined : String(value)
  }
}

/** A property's value, its name in any case. */
export function propertyOf(object: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name]
  const lower = name.toLowerCase()
  return Object.entries(object).find(([key]) => key.toLowerCase() === lower)?.[1]
}

/** The body, read as an object; `missing` is what it lacks where it is none. */
export function readBody(desk: Desk, missing: string): Record<string, unknown> {
  const body = desk.call.body
  if (body && !body.valid && !body.empty) desk.object({ reason: 'not-json', parameter: 'body' })
  else if (isObject(body?.value)) {
    objectToNested(desk, body.value)
    return body.value
  } else desk.object({ reason: 'missing', parameter: missing })
  return {}
}

/** The properties that are texts and numbers, in lower case; what else a body has is nobody's matter. */
const SIMPLE =
  /^(firstname|lastname|postalcode|email|mobilephonenumber|year|month|day|extradigits|start|end|clinicid|clinicianid|treatmentid)$/

/** A list or an object is never read as the text or the number that stands in its place. */
function objectToNested(desk: Desk, object: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(object)) {
    if (typeof value !== 'object' || value === null) continue
    if (SIMPLE.test(name.toLowerCase())) desk.object({ reason: 'not-simple', parameter: name })
    else if (isObject(value)) objectToNested(desk, value)
  }
}

/** A property that is an object; `parameter` is what is missing where it is none. */
export function readObject(
  desk: Desk,
  owner: Record<string, unknown>,
  name: string,
  parameter = name,
): Record<string, unknown> | undefined {
  const value = propertyOf(owner, name)
  if (isObject(value)) return value
  desk.object({ reason: 'missing', parameter })
  return undefined
}

/** A value that has to be there; an empty one is none. */
export function readRequired(desk: Desk, source: Source, name: string, parameter = name): string | undefined {
  const text = source(name) || undefined
  if (text === undefined) desk.object({ reason: 'missing', parameter })
  return text
}

export function readNumber(desk: Desk, text: string | undefined, parameter: string): number | undefined {
  if (text === undefined) return undefined
  const number = desk.behaviour.numberIn(text, parameter, desk.call)
  if (number === undefined) desk.object({ reason: /^-\d+$/.test(text) ? 'negative' : 'not-a-number', parameter })
  return number
}

/** A point of the clinics' wall clock; a time that names its zone is converted. */
export function readTime(desk: Desk, text: string | undefined, parameter: string): WallMinutes | undefined {
  if (text === undefined) return undefined
  const time = desk.behaviour.timeIn(text, desk.call)
  if (!time) {
    desk.object({ reason: 'not-a-date', parameter })
    return undefined
  }
  if (time.offset === undefined) return time.wall
  const utc = time.wall - time.offset
  return utc + desk.behaviour.utcOffset(utc)
}

export function readFlag(desk: Desk, text: string | undefined, parameter: string): boolean | undefined {
  if (text === undefined) return undefined
  const word = text.toLowerCase()
  if (word === 'true' || word === 'false') return word === 'true'
  desk.object({ reason: 'not-a-boolean', parameter })
  return undefined
}

/** The names of a personal number's parts in the query, and how an objection calls them. */
const QUERY_PARTS = { Year: 'year', Month: 'month', Day: 'day', ExtraDigits: 'extradigits' }
const BODY_PARTS = { Year: 'Year', Month: 'Month', Day: 'Day', ExtraDigits: 'ExtraDigits' }

/** The personal number in the query. */
export function readNumberInQuery(desk: Desk): PartialNumber {
  return readParts(desk, queryOf(desk), QUERY_PARTS, '')
}

/** The personal number of a patient in the body; empty where it is let pass without one. */
export function readNumberInBody(desk: Desk, patient: Record<string, unknown>): PartialNumber {
  const object = readObject(desk, patient, 'PersonalNumber')
  return object ? readParts(desk, propertiesOf(object), BODY_PARTS, 'PersonalNumber.') : {}
}

function readParts(desk: Desk, source: Source, names: typeof QUERY_PARTS, prefix: string): PartialNumber {
  const wanted: PartialNumber = {}
  for (const part of ['Year', 'Month', 'Day'] as const) {
    const parameter = prefix + names[part]
    const text = readRequired(desk, source, names[part], parameter)
    if (text !== undefined) wanted[part] = readNumber(desk, text, parameter) ?? Number.NaN
  }
  const parameter = prefix + names.ExtraDigits
  const digits = readRequired(desk, source, names.ExtraDigits, parameter)
  if (digits !== undefined) {
    const read = desk.behaviour.digitsIn(digits, desk.call)
    if (read === undefined) desk.object({ reason: 'not-digits', parameter })
    wanted.ExtraDigits = read ?? digits
  }
  if (isWhole(wanted)) objectToNumber(desk, wanted)
  return wanted
}

function isWhole(number: PartialNumber): number is PersonalNumber {
  const { Year, Month, Day, ExtraDigits } = number
  return ![Year, Month, Day].some((part) => part === undefined || Number.isNaN(part)) && ExtraDigits !== undefined
}

function objectToNumber(desk: Desk, number: PersonalNumber): void {
  const reason = flawOfDate(number.Year, number.Month, number.Day)
  if (reason) desk.object({ reason, parameter: 'SSN' })
  else if (!checkDigitHolds(number)) desk.object({ reason: 'check-digit', parameter: 'SSN' })
}

/** Objects to each ID that names nothing, and tells whether all of them name something. */
export function areKnown(desk: Desk, { clinicID, clinicianID, treatmentID }: Filter, names = ID_NAMES): boolean {
  const { clinics, clinicians, treatments } = desk.world.practice
  const unknown: string[] = []
  if (clinicID !== undefined && !clinics.some(({ id }) => id === clinicID)) unknown.push(names.clinicID)
  if (clinicianID !== undefined && !clinicians.some(({ id }) => id === clinicianID)) unknown.push(names.clinicianID)
  if (treatmentID !== undefined && !treatments.some(({ id }) => id === treatmentID)) unknown.push(names.treatmentID)
  for (const parameter of unknown) desk.object({ reason: 'unknown', parameter })
  return unknown.length === 0
}

const ID_NAMES = { clinicID: 'clinicID', clinicianID: 'clinicianID', treatmentID: 'treatmentID' }
