import { beforeAll, expect, test } from 'vitest'
import type { DrillOutcome } from './support/drill.ts'
import { faults } from './support/inbox-client-faults.ts'
import { drilled, drilledAgain, recorded } from './support/inbox-drill.ts'
import { drillFaults, drillVariants } from './support/inbox-drill-faults.ts'

/** Every situation is brought about and played once: it takes as long as the machine lets it. */
const SECONDS = 1000
let reference: DrillOutcome
beforeAll(async () => {
  reference = await recorded()
}, 300 * SECONDS)

test('the reference client of inbox breaks no rule in any situation', () => {
  const { broken, outcome, played } = reference
  expect(broken).toEqual([])
  for (const nth of ['01', '02', '03', '04', '05', '06', '07', '20', '21', '22', '23', '24', '25']) {
    expect([nth, outcome(`INBOX-CLIENT-${nth}`)]).toEqual([nth, 'holds'])
  }
  expect(played.filter(({ answer }) => answer.status === 'none')).toEqual([])
})

test.each(drillVariants)('%s breaks no rule', async (_, Class) => {
  expect((await drilledAgain(Class)).broken).toEqual([])
})

test.each(drillFaults.map(({ requirement, what, client }) => [requirement, what, client] as const))(
  '%s alone: %s',
  async (expected, _, Class) => {
    expect((await drilledAgain(Class)).broken).toEqual([expected])
  },
)

/** A fault in what is sent is not told again by what comes of it. */
test.each([
  ['no token', 'inboxes-of-every-vendor'],
  ['no token', 'unknown-vendor'],
  ['a vendor in capitals', 'connect-3shape'],
  ['medit-link without its password', 'login-refused-with-422'],
  ['a filter in another spelling', 'cases-by-vendor'],
  ['a time without its zone', 'push-taken'],
  ['the secret as a bearer token', 'push-lost-503'],
])('what traffic explains is not told again: %s in %s', async (what, situation) => {
  const { requirement, client } = faults.find((one) => one.what === what)!
  expect((await drilled(client, { only: (name) => name === situation })).broken).toEqual([requirement])
})
