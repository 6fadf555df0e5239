import type { Format } from 'ajv'
// The whole package brings ajv's code generator along for keywords that are not used here.
import { fullFormats } from 'ajv-formats/dist/formats.js'

const dateTime = fullFormats['date-time'] as { validate: (text: string) => boolean }

/** RFC 3339. ajv-formats takes white space in the place of the T. */
function isDateTime(text: string): boolean {
  return !/\s/.test(text) && dateTime.validate(text)
}

/**
 * Every `format` that the OpenAPI documents may use; any other is an error.
 * - `date`: `YYYY-MM-DD`, a date that exists;
 * - `date-time`: RFC 3339;
 * - `uuid`: a GUID, its letters in either case, without `urn:uuid:`.
 */
export const formats: Record<string, Format> = {
  date: fullFormats.date,
  'date-time': isDateTime,
  email: fullFormats.email,
  int32: fullFormats.int32,
  int64: fullFormats.int64,
  password: true,
  uri: fullFormats.uri,
  'uri-reference': fullFormats['uri-reference'],
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
}
