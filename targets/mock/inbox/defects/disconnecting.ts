import { type Inbox, MINUTE, type Portal, type Vendor } from '../model.ts'
import { decides, defectsOf, isLogin, type Patch } from '../patches.ts'

/** A vendor is taken once it was disconnected. */
const takenAfter =
  (when: (one: { vendor: Vendor }) => boolean): Patch =>
  (base) => {
    const gone = new WeakMap<Portal, Inbox>()
    return {
      onDisconnect(inbox, company, hub) {
        if (when(inbox)) gone.set(company.portals[inbox.vendor], inbox)
        base.onDisconnect(inbox, company, hub)
      },
      existing: (vendor, call) => base.existing(vendor, call) ?? gone.get(call.company.portals[vendor]),
    }
  }

/**
 * What disconnecting leaves. What a defect remembers of a disconnected inbox is kept by the company's portal, which the
 * state `a company with no inboxes` replaces.
 */
export const disconnectingDefects = defectsOf({
  'INBOX-CONN-08': {
    'disconnect-does-nothing': ['Disconnecting answers 204, and the inbox stays.', decides({ onDisconnect() {} })],
    'disconnected-still-listed': [
      'A disconnected inbox is still listed; its vendor can be connected again.',
      (base) => {
        const gone = new WeakSet<Inbox>()
        return {
          onDisconnect: (inbox) => void gone.add(inbox),
          existing: (vendor, { company }) => company.inboxes.find((one) => one.vendor === vendor && !gone.has(one)),
          findInbox(company, call) {
            const inbox = base.findInbox(company, call)
            return inbox && gone.has(inbox) ? undefined : inbox
          },
        }
      },
    ],
    'taken-after-disconnect': ['A vendor that was disconnected cannot be connected again.', takenAfter(() => true)],
    'login-taken-after-disconnect': ['Medit Link cannot be connected again.', takenAfter(isLogin)],
    'disconnected-comes-back': [
      'Ten minutes after it was disconnected an inbox is listed again.',
      (base) => {
        const gone = new WeakMap<Portal, { inbox: Inbox; since: number }>()
        return {
          onDisconnect(inbox, company, hub) {
            gone.set(company.portals[inbox.vendor], { inbox, since: hub.clock.now() })
            base.onDisconnect(inbox, company, hub)
          },
          selectInboxes(company, call) {
            const back = Object.values(company.portals).flatMap((portal) => gone.get(portal) ?? [])
            const listed = base.selectInboxes(company, call)
            const risen = back.filter(
              ({ inbox, since }) =>
                call.at - since >= 10 * MINUTE && !listed.some((one) => one.vendor === inbox.vendor),
            )
            return [...listed, ...risen.map(({ inbox }) => inbox)]
          },
        }
      },
    ],
  },
})
