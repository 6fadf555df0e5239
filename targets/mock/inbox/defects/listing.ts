import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { CompanyCall } from '../call.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox } from '../model.ts'

/** INBOX-CONN-01. */
function listed(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-01'
  const listing = (id: string, summary: string, shows: (inbox: Inbox, call: CompanyCall) => boolean) => ({
    id,
    requirement,
    summary,
    patch: (base: Behaviour): Partial<Behaviour> => ({
      selectInboxes: (company, call) =>
        base.selectInboxes(company, call).filter((inbox) => shows(inbox, call as CompanyCall)),
    }),
  })
  return [
    listing('connected-not-listed', 'The list holds pending inboxes only.', (inbox) => !inbox.authorized),
    listing('login-inbox-not-listed', 'The list leaves Medit Link out.', ({ vendor }) => vendor !== 'medit-link'),
    listing('pushed-inbox-not-listed', 'The list leaves Shining 3D out.', (inbox) => !isPushed(inbox)),
    listing('dexis-not-listed', 'The list leaves DEXIS out.', ({ vendor }) => vendor !== 'dexis'),
    listing(
      'listed-from-the-first-case-on',
      'A connected inbox is listed once it has collected a case.',
      (inbox, call) => call.company.cases.some(({ inboxId }) => inboxId === inbox.inboxId),
    ),
    listing(
      'listed-for-an-hour',
      'An inbox is no longer listed an hour after it was connected.',
      (inbox, { at }) => at - inbox.restoredAt < HOUR,
    ),
  ]
}

/** Whether a connected inbox is listed. */
export const listingDefects: Defect<Behaviour>[] = [...listed()]
