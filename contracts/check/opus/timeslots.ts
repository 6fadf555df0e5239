import { isDay } from '../../../generators/calendar.ts'
import { type Call, type Sent, sentQuery } from '../call.ts'
import type { Fault } from '../profile.ts'
import { isTimeslots } from './operations.ts'
import { isWhole } from './queries.ts'

const INVALID = [400]

/** What is wrong with the query of one of the two operations that list timeslots. */
export function timeslotFaults(call: Call): Fault[] {
  if (!isTimeslots(call)) return []
  const { year, month, startingFromDateTime: from, treatmentID: treatment, delay } = parameters(call)
  const at = [...call.interaction.request.at, 'query']
  const missing = (requirement: string, name: string): Fault => ({
    requirement,
    path: at,
    what: `the query has no ${name}`,
    refusedWith: INVALID,
  })
  const faults: Fault[] = []
  if (call.operationId === 'getTimeslotsFrom') {
    if (!treatment || isEmpty(treatment)) faults.push(missing('OPUS-SLOT-18', 'treatmentID'))
    if (from && !from.fromState && !isDateTime(from.value))
      faults.push(wrong('OPUS-SLOT-20', from, 'startingFromDateTime'))
  } else if (!year && !month && treatment) {
    faults.push(missing('OPUS-SLOT-19', 'year and month, and no startingFromDateTime'))
  } else {
    if (!year || isEmpty(year)) faults.push(missing('OPUS-SLOT-02', 'year'))
    if (!month || isEmpty(month)) faults.push(missing('OPUS-SLOT-03', 'month'))
    if (year && isOff(year, () => true)) faults.push(wrong('OPUS-SLOT-11', year, 'year'))
    if (month && isOff(month, (number) => number >= 1 && number <= 12))
      faults.push(wrong('OPUS-SLOT-11', month, 'month'))
  }
  if (delay && !delay.fromState && Number.isNaN(Number(delay.value))) faults.push(wrong('OPUS-SLOT-26', delay, 'delay'))
  else if (delay && isOff(delay, (number) => number >= 0)) {
    const what = `delay is ${JSON.stringify(delay.value)}, and the document does not say what it may be`
    faults.push({ requirement: null, level: 'assumed', path: delay.at, what, refusedWith: [] })
  }
  return faults
}

function parameters(
  call: Call,
): Record<'year' | 'month' | 'startingFromDateTime' | 'treatmentID' | 'delay', Sent | undefined> {
  return {
    year: sentQuery(call, 'year'),
    month: sentQuery(call, 'month'),
    startingFromDateTime: sentQuery(call, 'startingFromDateTime'),
    treatmentID: sentQuery(call, 'treatmentID'),
    delay: sentQuery(call, 'delay'),
  }
}

const isEmpty = ({ value, fromState }: Sent): boolean => !fromState && value === ''

function isOff({ value, fromState }: Sent, isIn: (number: number) => boolean): boolean {
  return !fromState && value !== '' && !(isWhole(value) && isIn(Number(value)))
}

/** With or without seconds and a zone: the document shows neither form. */
function isDateTime(text: string): boolean {
  const [, year, month, day] =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text) ?? []
  return year !== undefined && isDay(Number(year), Number(month), Number(day))
}

const wrong = (requirement: string, { value, at }: Sent, name: string): Fault => ({
  requirement,
  path: at,
  what: `${name} is ${JSON.stringify(value)}`,
  refusedWith: INVALID,
})
