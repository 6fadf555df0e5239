import type { paths } from '../../openapi/types/inbox.ts'
import type { Contract } from '../interaction.ts'
import { cases } from './cases.ts'
import { inboxes } from './inboxes.ts'
import { interruptions } from './interruptions.ts'
import { pushes } from './pushes.ts'

/** What a client of a scanner inbox hub relies on, and what it is to take of a vendor that pushes. */
export const contract: Contract<paths> = {
  provider: 'inbox',
  interactions: [...inboxes, ...interruptions, ...cases],
  messages: pushes,
}
