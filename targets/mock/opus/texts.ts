import type { Objection, Reason } from './call.ts'

const SSN_TEXT: Partial<Record<Reason, string>> = {
  'month-out-of-range': 'there is no such month',
  'day-out-of-range': 'there is no such day',
  'no-such-day': 'there is no such day in that month',
  'check-digit': 'the check digit is wrong',
}

/** What the body of a refusal says. A 400 names the parameter that has to be corrected. */
export function refusalText({ reason, parameter = 'request' }: Objection): string {
  switch (reason) {
    case 'key':
      return 'The api_key is missing or wrong'
    case 'missing':
      return `Missing ${parameter}`
    case 'content-type':
      return 'Invalid Content-Type: application/json is expected'
    case 'not-json':
      return 'Invalid body: it is not JSON'
    case 'not-a-number':
      return `Invalid ${parameter}: it is not a number`
    case 'not-simple':
      return `Invalid ${parameter}: it is neither a text nor a number`
    case 'negative':
      return `Invalid ${parameter}: it is negative`
    case 'not-digits':
      return `Invalid SSN: ${parameter} must be digits`
    case 'not-a-date':
      return `Invalid ${parameter}: it is not a date and time`
    case 'not-a-boolean':
      return `Invalid ${parameter}: it is neither true nor false`
    case 'unknown':
      return `Invalid ${parameter}: it does not exist`
    case 'no-data':
      return 'No data'
    case 'taken':
      return `Invalid ${parameter}: it is taken`
    case 'never-offered':
      return `Invalid ${parameter}: it is not offered`
    case 'other-patient':
      return 'Invalid PersonalNumber: the patient has no such booking'
    case 'other-clinic':
      return `Invalid ${parameter}: neither the booking nor the time slot is at that clinic`
    case 'unregistered':
      return `Invalid ${parameter}: the patient is not registered`
    case 'registered':
      return `Invalid ${parameter}: the patient is registered already`
    case 'crash':
      return 'Internal server error'
    case 'backend':
      return 'Unable to contact the backend service'
    case 'whim':
      return `Invalid ${parameter}`
    default:
      return `Invalid ${parameter}: ${SSN_TEXT[reason] ?? reason}`
  }
}
