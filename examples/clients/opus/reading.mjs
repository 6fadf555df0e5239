/*
 * No answer's body is documented. What is read here is the shape of the examples, in whatever case its names are written,
 * a list as it is or in an object, IDs as numbers or text, times with or without a zone.
 */

export function property(value, name) {
  if (typeof value !== 'object' || value === null) return undefined
  const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : value[key]
}

/** The list that an answer is, or that it wraps; empty where there was no data. */
export function listOf(value) {
  if (value === undefined || Array.isArray(value)) return value ?? []
  const [list, ...more] = Object.values(value).filter(Array.isArray)
  if (!list || more.length > 0) throw new Error('an answer that is no list')
  return list
}

/** The clinic's wall clock: a zone that stands behind it is left out, and nothing is converted. */
const timeOf = (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.exec(text)[0]

export function readSlot(value) {
  return {
    start: timeOf(property(value, 'Start')),
    end: timeOf(property(value, 'End')),
    clinicID: property(value, 'ClinicID'),
    clinicianID: property(value, 'ClinicianID'),
    treatmentID: property(value, 'TreatmentID'),
  }
}

export const readBooking = (value) => ({
  bookingID: property(value, 'BookingID'),
  slot: readSlot(property(value, 'TimeSlot')),
})

const TEXTS = ['FirstName', 'LastName', 'PostalCode', 'Email', 'MobilePhoneNumber']
const lowered = (name) => name[0].toLowerCase() + name.slice(1)

export function readPatient(value) {
  const number = property(value, 'PersonalNumber')
  return {
    ...Object.fromEntries(TEXTS.map((name) => [lowered(name), property(value, name)])),
    personalNumber: {
      year: property(number, 'Year'),
      month: property(number, 'Month'),
      day: property(number, 'Day'),
      extraDigits: String(property(number, 'ExtraDigits')),
    },
  }
}

/** A patient as a body has it. Extra digits are text: "0042" has leading zeros. */
export const spellPatient = ({ personalNumber: { year, month, day, extraDigits }, ...texts }) => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, texts[lowered(name)]])),
  PersonalNumber: { Year: year, Month: month, Day: day, ExtraDigits: extraDigits },
})

export const spellSlot = ({ start, end, clinicID, clinicianID, treatmentID }) => ({
  Start: start,
  End: end,
  ClinicID: clinicID,
  ClinicianID: clinicianID,
  TreatmentID: treatmentID,
})

export const sameSlot = (one, other) => JSON.stringify(spellSlot(one)) === JSON.stringify(spellSlot(other))
