import { MatchersV3 } from '@pact-foundation/pact'
import { push } from '../../generators/inbox.ts'
import { document } from '../../openapi/inbox.gen.ts'
import { validatorFor } from '../../openapi/validators.ts'
import { fromState } from '../from-state.ts'
import type { MessageContract } from '../interaction.ts'
import { companyId, connected, EMPTY, instant, PUSHED_VENDOR, SEED } from './provider.ts'

const { regex, string } = MatchersV3

const example = push(SEED, companyId, '2026-01-05T08:00:00Z')
const filled = (text: string) => regex('^.+$', text)

/** The webhook's body, as a message: what Shining 3D sends, and a hub takes. */
export const pushes: MessageContract[] = [
  {
    description: 'a new case at Shining 3D',
    given: [EMPTY, connected(PUSHED_VENDOR)],
    requirements: ['INBOX-PUSH-01'],
    contents: {
      eventId: filled(example.eventId),
      accountId: fromState('companyId', companyId),
      caseId: filled(example.caseId),
      createdAt: instant,
      patientName: string(example.patientName),
    },
    handle(message) {
      const errors = validatorFor(document, 'Push')(message)
      if (errors.length > 0) throw new Error(`not a push: ${JSON.stringify(errors)}`)
    },
  },
]
