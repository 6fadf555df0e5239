import type { Levels } from '../../engine/isolate.ts'
import type { BirthDay } from '../../generators/dates-of-birth.ts'
import type { Names } from '../../generators/name.ts'
import type { SendTo } from '../../generators/order.ts'
import { SEND_TO } from '../../generators/procedure-maps.ts'
import type { CreateOperation } from './api.ts'

/** One composed order: which operation, and the level of each of its factors. */
export interface Row {
  operation: CreateOperation
  levels: Levels
}

/** Levels of the free texts; what is not named is left out of the order. Names are there in any case. */
interface Texts {
  names?: Names
  chart?: 'plain' | 'non-ascii'
  mi?: 'plain'
  zip?: 'plain' | 'SW1A 1AA' | '11122'
  notes?: 'plain' | 'non-ascii' | 'long'
}

/** "Accepted" means the whole documented range, so the dates of the ten orders are its edges. */
export type Birth = 'date' | 'date-time' | `${'date' | 'date-time'} ${BirthDay}`
const created = (sendTo: SendTo, gender: 0 | 1, dateOfBirth: Birth, texts: Texts): Row => ({
  operation: 'createNewOrder',
  levels: {
    sendTo,
    gender: String(gender),
    dateOfBirth,
    names: 'plain',
    chart: 'none',
    mi: 'none',
    zip: 'none',
    notes: 'none',
    ...texts,
  },
})
const byRx = (sendTo: SendTo, rx: 'fresh' | 'used'): Row => ({
  operation: 'createNewOrderByRx',
  levels: { sendTo, rx },
})

/**
 * The ten orders: five `sendTo` values on two operations, which carry both genders, both date formats, the optional
 * fields and the odd texts along, and are the ten cases of the rate rules as well. Every pair of gender and date format
 * occurs, one order has every optional field and one has none, and one RX is used three times. The dates of birth and
 * the names are edges of what has to be accepted.
 */
export const TEN_ORDERS: readonly Row[] = [
  created('restoLab', 0, 'date-time leap-day', { chart: 'plain', mi: 'plain', zip: 'plain', notes: 'plain' }),
  created('orthoLab', 1, 'date year-end', { names: 'one-letter' }),
  created('chairside', 0, 'date leap-day', { names: 'non-ascii', chart: 'non-ascii', notes: 'non-ascii' }),
  created('midc_only', 1, 'date-time year-end', { names: 'fifty-letters', mi: 'plain', zip: '11122', notes: 'long' }),
  created('N/A', 0, 'date yesterday', { chart: 'plain', zip: 'SW1A 1AA', notes: 'plain' }),
  byRx('restoLab', 'fresh'),
  byRx('orthoLab', 'fresh'),
  byRx('chairside', 'fresh'),
  byRx('midc_only', 'used'),
  byRx('N/A', 'used'),
]

/** With `--exhaustive`: every kind of map in company with both genders, both date formats and every level of the texts. */
export const MORE_ORDERS: readonly Row[] = SEND_TO.flatMap((sendTo) => [
  created(sendTo, 0, 'date-time', { chart: 'plain', mi: 'plain', zip: 'plain', notes: 'plain' }),
  created(sendTo, 1, 'date-time', { mi: 'plain', zip: '11122', notes: 'long' }),
  created(sendTo, 1, 'date', { names: 'non-ascii', chart: 'non-ascii', notes: 'non-ascii' }),
  created(sendTo, 0, 'date', { chart: 'plain', zip: 'SW1A 1AA' }),
])

/** The simplest orders, tried where none of the ten was accepted. */
export const PLAINEST: readonly Row[] = [
  created('N/A', 1, 'date', {}),
  created('chairside', 0, 'date-time', { chart: 'plain', mi: 'plain', zip: 'plain', notes: 'plain' }),
]

/** The level that one rests on: odd notes are no matter where notes of any kind are refused. */
export function plainerThan(factor: string, level: string): string | undefined {
  const odd = ['chart', 'zip', 'notes'].includes(factor) && level !== 'none' && level !== 'plain'
  return odd ? 'plain' : undefined
}

/** Where a combination is refused, the level that is named: texts before gender before dates before labs. */
export const RAREST_FIRST = ['names', 'notes', 'chart', 'zip', 'mi', 'rx', 'gender', 'dateOfBirth', 'sendTo'] as const
