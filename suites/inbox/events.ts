import type { Vendor } from './api.ts'

/** What happened in a scenario, at the vendors and at the hub, as the suite brought it about. */
export type HubEvent = { at: number } & (
  | { kind: 'reset'; companyId: string }
  | { kind: 'passed'; milliseconds: number }
  | { kind: 'case'; companyId: string; vendor: Vendor; caseId: string; pushed: boolean }
  | { kind: VendorEvent; companyId: string; vendor: Vendor }
  | { kind: 'credits'; companyId: string; some: boolean }
  | { kind: 'storage'; companyId: string; room: boolean }
)

/** `renewed`: signed in again, or given credentials that the vendor accepts. */
export type VendorEvent = 'connected' | 'disconnected' | 'expired' | 'rejected' | 'renewed' | 'down' | 'up'

const WORDS: Record<VendorEvent, string> = {
  connected: 'is connected',
  disconnected: 'is disconnected',
  expired: ': its authorization expires',
  rejected: ': its credentials are no longer accepted',
  renewed: ': its sign-in or credentials are renewed',
  down: ': its portal goes down',
  up: ': its portal is up again',
}

/** An event in words; undefined for one that is not worth a step. */
export function inWords(event: HubEvent, nameOf: (companyId: string) => string): string | undefined {
  switch (event.kind) {
    case 'reset':
      return `${nameOf(event.companyId)} begins with nothing`
    case 'passed':
      return `${duration(event.milliseconds)} pass`
    case 'case':
      return `${event.vendor} has a new case for ${nameOf(event.companyId)}${
        event.pushed || event.vendor !== 'shining-3d' ? '' : ', whose push is lost'
      }`
    case 'credits':
      return `${nameOf(event.companyId)} ${event.some ? 'has credits' : 'runs out of credits'}`
    case 'storage':
      return `${nameOf(event.companyId)} ${event.room ? 'has room' : 'has its storage full'}`
    default:
      return `${event.vendor} of ${nameOf(event.companyId)} ${WORDS[event.kind]}`.replace(' :', ':')
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
