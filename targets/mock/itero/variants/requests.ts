import type { Attempt } from '../attempt.ts'
import { answers, because, byRx, create, either, type Patch, textIn, together, variantsOf } from '../patches.ts'

const BODY = new Set(['companyId', 'scannerSerialNumber', 'procedureMapId', 'patient', 'notes', 'labId', 'rxId'])
const PATIENT = new Set(['firstName', 'lastName', 'chartNumber', 'mi', 'gender', 'dateOfBirth', 'zipCode'])

function hasUnknownProperty({ body, patient = {} }: Attempt): boolean {
  return Object.keys(body).some((name) => !BODY.has(name)) || Object.keys(patient).some((name) => !PATIENT.has(name))
}

/** Five wrong passwords of a user within a minute lock the account for one. */
const locksAccount: Patch = (behaviour) => {
  const wrong = new Map<string, number[]>()
  const lockedUntil = new Map<string, number>()
  return {
    doctorFor(at, doctors) {
      const doctor = behaviour.doctorFor(at, doctors)
      const user = at.named?.user
      if (user === undefined) return doctor
      if (at.now < (lockedUntil.get(user) ?? 0)) return undefined
      if (doctor) return doctor
      const recent = [...(wrong.get(user) ?? []).filter((time) => time > at.now - 60_000), at.now]
      wrong.set(user, recent)
      if (recent.length >= 5) {
        lockedUntil.set(user, at.now + 60_000)
        wrong.delete(user)
      }
      return undefined
    },
  }
}

/** What may be accepted or refused. */
export const requestVariants = variantsOf({
  'locks-account-after-five-wrong-passwords': [
    'Five wrong passwords within a minute lock the account for a minute.',
    locksAccount,
  ],
  'other-media-types-answer-415': [
    'A body that is not sent as JSON answers 415.',
    answers(
      415,
      either.ends('invalid', ({ sent }) => !sent.declared && sent.valid),
    ),
  ],
  'lab-id-needed-on-every-map': [
    'labId left out is refused on maps that take no lab; null has to be passed.',
    either.objects('labId', ({ map, body }) => map !== undefined && body.labId === undefined),
  ],
  'null-optional-accepted': [
    'An optional field with a value of null counts as left out.',
    together(
      ...(['chartNumber', 'zipCode', 'mi', 'notes'] as const).map((field) => create.overlooks(field, because('null'))),
    ),
  ],
  'unknown-property-refused': [
    'A property that the document does not have is refused.',
    either.objects('properties', hasUnknownProperty),
  ],
  'date-time-without-milliseconds-accepted': [
    'A date of birth with a time and no milliseconds is accepted.',
    create.overlooks(
      'dateOfBirth',
      ({ reason }, at) =>
        reason === 'format' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(textIn('dateOfBirth', at)),
    ),
  ],
  'rx-of-other-clinic-accepted': ['An RX of another clinic can be used.', byRx.overlooks('rxId', because('not-yours'))],
})
