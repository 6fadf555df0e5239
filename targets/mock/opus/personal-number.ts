import type { Random } from '../random.ts'
import { dateExists } from './calendar.ts'

/** Extra digits are kept as text: leading zeros count. */
export interface PersonalNumber {
  Year: number
  Month: number
  Day: number
  ExtraDigits: string
}

/** What a request says of a personal number: a part that is missing, and was let pass, fits any. */
export type PartialNumber = Partial<PersonalNumber>

export function keyOf({ Year, Month, Day, ExtraDigits }: PartialNumber): string {
  return `${Year}-${Month}-${Day}-${ExtraDigits}`
}

/** Whether all that is wanted of something, of a personal number or a slot, is so. */
export function fits<Whole extends object>(one: Partial<Whole>, wanted: Partial<Whole>): boolean {
  const parts = Object.keys(wanted) as (keyof Whole)[]
  return parts.every((part) => wanted[part] === undefined || wanted[part] === one[part])
}

/** Why a date of birth is none; undefined where it exists. */
export function flawOfDate(
  year: number,
  month: number,
  day: number,
): 'month-out-of-range' | 'day-out-of-range' | 'no-such-day' | undefined {
  if (month < 1 || month > 12) return 'month-out-of-range'
  if (day < 1 || day > 31) return 'day-out-of-range'
  return dateExists(year, month, day) ? undefined : 'no-such-day'
}

/** Sweden's four extra digits end in a Luhn digit, Norway's five in two digits modulo 11; of any other count nothing is known. */
export function checkDigitHolds({ Year, Month, Day, ExtraDigits }: PersonalNumber): boolean {
  const [year, month, day] = [two(Year % 100), two(Month), two(Day)]
  if (ExtraDigits.length === 4) return luhn(year + month + day + ExtraDigits) === 0
  if (ExtraDigits.length === 5) return modulo11Holds(day + month + year + ExtraDigits)
  return true
}

/**
 * A Swedish number that is valid and nobody's: its birth number is 000, and those that are given begin at 001
 * (Skatteverket, Rättslig vägledning, Personnummer).
 */
export function syntheticNumber(random: Random): PersonalNumber {
  const Year = random.integer(1925, 2015)
  const Month = random.integer(1, 12)
  const Day = random.integer(1, 28)
  const check = (10 - luhn(`${two(Year % 100)}${two(Month)}${two(Day)}0000`)) % 10
  return { Year, Month, Day, ExtraDigits: `000${check}` }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** The Luhn sum modulo 10; 0 for a number whose last digit is right. */
function luhn(digits: string): number {
  let sum = 0
  for (const [index, digit] of [...digits].entries()) {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return sum % 10
}

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

function modulo11Holds(digits: string): boolean {
  const weighs = (weights: readonly number[]) =>
    weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 0
  return weighs(FIRST_WEIGHTS) && weighs(SECOND_WEIGHTS)
}
