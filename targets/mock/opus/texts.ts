import type { Objection, Reason } from './call.ts'

/** What is wrong, with `?` for the parameter that has to be corrected. */
const TEXTS: Readonly<Record<Reason, string>> = {
  key: 'The api_key is missing or wrong',
  missing: 'Missing ?',
  'content-type': 'Invalid Content-Type: application/json is expected',
  'not-json': 'Invalid body: it is not JSON',
  'not-a-number': 'Invalid ?: it is not a number',
  'not-simple': 'Invalid ?: it is neither a text nor a number',
  negative: 'Invalid ?: it is negative',
  'not-digits': 'Invalid SSN: ? must be digits',
  'not-a-date': 'Invalid ?: it is not a date and time',
  'not-a-boolean': 'Invalid ?: it is neither true nor false',
  'month-out-of-range': 'Invalid ?: there is no such month',
  'day-out-of-range': 'Invalid ?: there is no such day',
  'no-such-day': 'Invalid ?: there is no such day in that month',
  'check-digit': 'Invalid ?: the check digit is wrong',
  unknown: 'Invalid ?: it does not exist',
  'no-data': 'No data',
  taken: 'Invalid ?: it is taken',
  'never-offered': 'Invalid ?: it is not offered',
  'other-patient': 'Invalid PersonalNumber: the patient has no such booking',
  'other-clinic': 'Invalid ?: neither the booking nor the time slot is at that clinic',
  unregistered: 'Invalid ?: the patient is not registered',
  registered: 'Invalid ?: the patient is registered already',
  whim: 'Invalid ?',
  crash: 'Internal server error',
  backend: 'Unable to contact the backend service',
}

/** What the body of a refusal says. A 400 names the parameter that has to be corrected. */
export const refusalText = ({ reason, parameter = 'request' }: Objection): string =>
  TEXTS[reason].replace('?', () => parameter)
