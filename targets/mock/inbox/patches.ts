import { type Deviations, deviationsOf, type Told } from '../deviation.ts'
import type { Behaviour } from './behaviour.ts'
import { type Call, problem, type Reply } from './call.ts'
import { isPushed } from './health.ts'
import type { Inbox, InboxAnswer, Operation, Vendor } from './model.ts'

/** The change that a defect or a variant makes to the behaviour. */
export type Patch = (behaviour: Behaviour) => Partial<Behaviour>

export type Defect = Told<Behaviour>
export type Defects = Deviations<Behaviour>

export const { alters, decides, defectsOf, each, precedes, together, variantsOf } = deviationsOf<Behaviour>()

/** What answers a refusal; each is given the call last. */
type Refuses = Extract<keyof Behaviour, `refuse${string}`>

/** Refuses with another status. */
export const answers = (name: Refuses, status: number, when: (call: Call) => boolean = () => true): Patch =>
  alters(name, (reply: Reply, ...given: readonly unknown[]) =>
    when(given.at(-1) as Call) ? problem(status, 'Refused', 'This is refused.') : reply,
  )

/** Changes fields of an inbox as it is answered. */
export const shows = (change: (answer: InboxAnswer, inbox: Inbox, call: Call) => object | undefined): Patch =>
  alters('showInbox', (shown, _answer, inbox, call) => ({ ...shown, ...change(shown, inbox, call) }))

/** Changes fields of an inbox as one operation answers it. */
export const showsOn = (operation: Operation, change: (answer: InboxAnswer, inbox: Inbox) => object): Patch =>
  shows((answer, inbox, call) => (call.operation === operation ? change(answer, inbox) : {}))

/** Refers to the inboxes, the connections or the cases of one vendor. */
export const isOf =
  (vendor: Vendor) =>
  (one: { vendor: string }): boolean =>
    one.vendor === vendor

/** Of the vendor that is connected by a stored login. */
export const isLogin = isOf('medit-link')

/** Nothing interrupts the inbox, as far as the hub knows. */
export const works = (inbox: Inbox): boolean =>
  inbox.authorized && !inbox.refusal && !inbox.paused && inbox.failingSince === null

/** A polled inbox of which the hub knows nothing but that its polls fail. */
export const isOut = (inbox: Inbox): boolean =>
  inbox.failingSince !== null && !inbox.refusal && !inbox.paused && !isPushed(inbox)
