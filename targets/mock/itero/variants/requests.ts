import type { Attempt } from '../attempt.ts'
import type { IteroVariant } from '../deviations.ts'
import { answers, because, overlooks, type Patch, refuses, together } from '../patches.ts'

const BODY = new Set(['companyId', 'scannerSerialNumber', 'procedureMapId', 'patient', 'notes', 'labId', 'rxId'])
const PATIENT = new Set(['firstName', 'lastName', 'chartNumber', 'mi', 'gender', 'dateOfBirth', 'zipCode'])

function hasUnknownProperty({ body, patient = {} }: Attempt): boolean {
  return Object.keys(body).some((name) => !BODY.has(name)) || Object.keys(patient).some((name) => !PATIENT.has(name))
}

const takesNullOptional: Patch = together(
  ...(['checkChartNumber', 'checkZipCode', 'checkMi', 'checkNotes'] as const).map((check) =>
    overlooks('createNewOrder', check, because('null')),
  ),
)

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
export const requestVariants: readonly IteroVariant[] = [
  {
    id: 'locks-account-after-five-wrong-passwords',
    summary: 'Five wrong passwords within a minute lock the account for a minute.',
    patch: locksAccount,
  },
  {
    id: 'other-media-types-answer-415',
    summary: 'A body that is not sent as JSON answers 415.',
    patch: answers(415, ({ kind, at }) => kind === 'invalid' && at !== undefined && !at.sent.declared && at.sent.valid),
  },
  {
    id: 'lab-id-needed-on-every-map',
    summary: 'labId left out is refused on maps that take no lab; null has to be passed.',
    patch: refuses('both', 'checkLabId', ({ map, body }) => map !== undefined && body.labId === undefined),
  },
  {
    id: 'null-optional-accepted',
    summary: 'An optional field with a value of null counts as left out.',
    patch: takesNullOptional,
  },
  {
    id: 'unknown-property-refused',
    summary: 'A property that the document does not have is refused.',
    patch: refuses('both', 'checkProperties', hasUnknownProperty),
  },
  {
    id: 'date-time-without-milliseconds-accepted',
    summary: 'A date of birth with a time and no milliseconds is accepted.',
    patch: overlooks(
      'createNewOrder',
      'checkDateOfBirth',
      ({ reason }, { patient }) =>
        reason === 'format' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(String(patient?.dateOfBirth)),
    ),
  },
  {
    id: 'rx-of-other-clinic-accepted',
    summary: 'An RX of another clinic can be used.',
    patch: overlooks('createNewOrderByRx', 'checkRxId', because('not-yours')),
  },
]
