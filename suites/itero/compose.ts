import type { Levels } from '../../engine/isolate.ts'
import { type BirthDay, birthDay } from '../../generators/dates-of-birth.ts'
import { lengthNames } from '../../generators/name.ts'
import { type NewOrder, newOrder, type OrderFactors, type OrderPlace } from '../../generators/order.ts'

/**
 * A valid order with each of its free texts as its level says; `none` leaves the field out.
 *
 * @param today `YYYY-MM-DD`, the day of the run
 */
export function composeOrder(seed: number, place: OrderPlace, levels: Levels, today: string): Record<string, unknown> {
  const { gender, names, chart, mi, zip, notes } = levels
  const [form, day] = (levels.dateOfBirth as string).split(' ') as [OrderFactors['dateOfBirth'], BirthDay?]
  const drawn = (texts: OrderFactors['texts']): NewOrder =>
    newOrder(seed, place, {
      // The same patient by name whatever the gender: two orders that differ in it differ in nothing else.
      gender: 0,
      dateOfBirth: form,
      texts,
    })
  const plain = drawn('plain')
  const odd = names === 'non-ascii' || chart === 'non-ascii' || notes === 'non-ascii' ? drawn('non-ascii') : plain
  const { firstName, lastName } =
    names === 'one-letter' || names === 'fifty-letters'
      ? lengthNames(seed, names)
      : (names === 'non-ascii' ? odd : plain).patient
  const texts: Record<string, string | undefined> = {
    plain: plain.notes,
    'non-ascii': odd.notes,
    long: notes === 'long' ? drawn('long-notes').notes : undefined,
  }
  const { companyId, scannerSerialNumber, procedureMapId, labId } = place
  return {
    companyId,
    scannerSerialNumber,
    procedureMapId,
    patient: {
      firstName,
      lastName,
      ...(chart === 'none' ? {} : { chartNumber: (chart === 'non-ascii' ? odd : plain).patient.chartNumber }),
      ...(mi === 'none' ? {} : { mi: plain.patient.mi }),
      gender: Number(gender),
      dateOfBirth: day ? birthDay(day, form, today) : plain.patient.dateOfBirth,
      ...(zip === 'none' ? {} : { zipCode: zip === 'plain' ? plain.patient.zipCode : zip }),
    },
    ...(notes === 'none' ? {} : { notes: texts[notes as string] }),
    labId,
  }
}
