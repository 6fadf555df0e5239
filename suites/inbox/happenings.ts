import type { Vendor } from './api.ts'

/** What happened in a scenario, at the vendors and at the hub, as the suite brought it about. */
export type Happening = { at: number } & (
  | { kind: 'reset'; companyId: string }
  | { kind: 'passed'; milliseconds: number }
  | { kind: 'case'; companyId: string; vendor: Vendor; caseId: string; pushed: boolean }
  | { kind: VendorHappening; companyId: string; vendor: Vendor }
  | { kind: 'credits'; companyId: string; some: boolean }
  | { kind: 'storage'; companyId: string; room: boolean }
)

/** `cured`: signed in again, or given credentials that the vendor accepts. */
export type VendorHappening = 'connected' | 'disconnected' | 'expired' | 'rejected' | 'cured' | 'down' | 'up'

const WORDS: Record<VendorHappening, string> = {
  connected: 'is connected',
  disconnected: 'is disconnected',
  expired: ': its authorization expires',
  rejected: ': its credentials are no longer accepted',
  cured: ': its sign-in or credentials are renewed',
  down: ': its portal goes down',
  up: ': its portal is up again',
}

/** A happening in words; undefined for one that is not worth a step. */
export function inWords(happening: Happening, nameOf: (companyId: string) => string): string | undefined {
  switch (happening.kind) {
    case 'reset':
      return `${nameOf(happening.companyId)} begins with nothing`
    case 'passed':
      return `${duration(happening.milliseconds)} pass`
    case 'case':
      return `${happening.vendor} has a new case for ${nameOf(happening.companyId)}${
        happening.pushed || happening.vendor !== 'shining-3d' ? '' : ', whose push is lost'
      }`
    case 'credits':
      return `${nameOf(happening.companyId)} ${happening.some ? 'has credits' : 'runs out of credits'}`
    case 'storage':
      return `${nameOf(happening.companyId)} ${happening.room ? 'has room' : 'has its storage full'}`
    default:
      return `${happening.vendor} of ${nameOf(happening.companyId)} ${WORDS[happening.kind]}`.replace(' :', ':')
  }
}

/** `2 h 10 min`, `10 min 2 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const
  const shown = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return shown.length > 0 ? shown.join(' ') : '0 s'
}
