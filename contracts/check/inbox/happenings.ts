import type { Call } from '../call.ts'

/** What the states of a call have made happen, in their order. */
export interface Happenings {
  expired: boolean
  rejected: boolean
  outOfCredits: boolean
  storageFull: boolean
  /** What there is room for again, where there was none. */
  roomAgain?: 'credits' | 'storage'
  /** Of the vendor's portal: `up` from the start, `down`, or `up again`. */
  portal: 'up' | 'down' | 'up again'
  /** How long what happened last has been so. */
  seconds: number
  /** Whether the user has signed in again: until the next sync anything may be shown. */
  isMended: boolean
  /** Cases that the vendor has got. */
  cases: readonly NewCase[]
}

interface NewCase {
  companyId: unknown
  vendor: unknown
  caseId: unknown
  /** Whether its push was lost. */
  isLost: boolean
  /** Why it could not be collected when it came; undefined where it could. */
  hindrance?: string
}

/** @param vendor of the inbox that is looked at; states about another one are left out */
export function happeningsOf({ interaction: { states } }: Call, vendor?: unknown): Happenings {
  const cases: NewCase[] = []
  const now: Happenings = {
    expired: false,
    rejected: false,
    outOfCredits: false,
    storageFull: false,
    portal: 'up',
    seconds: 0,
    isMended: false,
    cases,
  }
  for (const { name, params } of states) {
    if (params.vendor !== undefined && vendor !== undefined && params.vendor !== vendor) continue
    const number = (key: string) => Number(params[key] ?? Number.NaN)
    const happen = (change: Partial<Happenings>) => Object.assign(now, { seconds: 0, ...change })
    switch (name.trim().toLowerCase()) {
      case 'the vendor authorization has expired':
        happen({ expired: true })
        break
      case 'the vendor rejects the stored credentials':
        happen({ rejected: true })
        break
      case 'the vendor portal is down':
        happen({ portal: 'down' })
        break
      case 'the vendor portal is up':
        if (now.portal === 'down') happen({ portal: 'up again' })
        break
      case 'credits are':
        happen({
          outOfCredits: number('credits') <= 0,
          ...(now.outOfCredits && number('credits') > 0 ? { roomAgain: 'credits' } : {}),
        })
        break
      case 'storage is': {
        const isFull = number('usedBytes') >= number('limitBytes')
        happen({ storageFull: isFull, ...(now.storageFull && !isFull ? { roomAgain: 'storage' } : {}) })
        break
      }
      case 'time moves forward':
        now.seconds += number('seconds') || 0
        break
      case 'the vendor has a new case': {
        const { companyId, caseId, push } = params
        const hindrance = hindranceOf(now)
        cases.push({
          companyId,
          vendor: params.vendor,
          caseId,
          isLost: push === false,
          ...(hindrance ? { hindrance } : {}),
        })
        break
      }
      case 'the user signs in at the vendor':
      case 'the user has signed in at the vendor':
      case 'the vendor accepts':
        happen({ isMended: now.expired || now.rejected })
        break
    }
  }
  return now
}

/** The requirement by which no new case arrives. */
function hindranceOf({ expired, rejected, outOfCredits, storageFull }: Happenings): string | undefined {
  if (expired) return 'INBOX-AUTH-03'
  if (rejected) return 'INBOX-LOGIN-03'
  if (outOfCredits) return 'INBOX-LIMIT-01'
  return storageFull ? 'INBOX-LIMIT-03' : undefined
}
