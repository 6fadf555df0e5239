import { askingRequirement } from '../../engine/asking.ts'
import { missing } from '../../engine/experiment.ts'
import { unobserved } from '../../engine/finding.ts'
import { Precluded } from '../../engine/precluded.ts'
import type { OpenTarget } from '../../engine/profile.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { type Account, CREATE_OPERATIONS, type SecondAccount } from './api.ts'
import { Conduct } from './conduct.ts'
import type { Itero } from './context.ts'
import { TEN_ORDERS } from './design.ts'
import { MapReads } from './reads.ts'

/** Kinds of map that any configuration has all for. */
const TWO_WITHOUT_LAB = ['midc_only', 'N/A']

/** Requirements whose faults are maps that are not listed. */
const ON_UNLISTED_MAPS = ['ITERO-MAP-01', 'ITERO-RX-09']

/** Opens a run on one target. Nothing is sent before a probe asks. */
export function openItero(session: Session, settings: RunSettings): OpenTarget<Itero> {
  const given = session.target.settings.account as Partial<Account> | undefined
  const denied = whyNoOrders(session, given)
  if (denied) return { context: withoutOrders(session, denied), waitedMs: () => 0 }

  const account = given as Account
  const second = session.target.settings.secondAccount as SecondAccount | undefined
  const conduct = new Conduct(session, settings, account)
  const { wanted, desk, reads } = conduct
  const context: Itero = {
    session,
    hasOrders: true,
    reads,
    credentials: () => ({ ...account, ...(second ? { other: second } : {}) }),
    async level(operation, factor, value) {
      wanted.push({ operation, factor, values: [value] })
      const { tracing } = await conduct.done
      return tracing.level(operation, factor, value)
    },
    async faults(...operations) {
      const requirement = askingRequirement()
      for (const operation of operations) wanted.push({ operation, factor: 'sendTo', values: [] })
      const { trials } = await conduct.parts
      for (const operation of operations) {
        for (const one of trials.variations(requirement, operation)) {
          if ('on' in one) wanted.push({ operation, factor: 'sendTo', values: one.on })
        }
      }
      if (ON_UNLISTED_MAPS.includes(requirement) && (await reads.entries()).entries.length === 0) {
        const [reason, remedy] = ['no list of maps was answered', 'the target lists its maps']
        return [missing('a map that is not listed', reason, remedy, ['ITERO-MAPS-01'])]
      }
      return trials.faults(requirement, operations)
    },
    async vary(operation, variations) {
      for (const one of variations) wanted.push({ operation, factor: 'sendTo', values: one.on })
      const { trials } = await conduct.parts
      return Promise.all(variations.map((variation) => trials.vary(operation, variation)))
    },
    varyBoth: async (variations) =>
      (await Promise.all(CREATE_OPERATIONS.map((operation) => context.vary(operation, variations)))).flat(),
    async accepted(operation, two) {
      wanted.push({ operation, factor: 'sendTo', values: [] })
      if (two) for (const sendTo of TWO_WITHOUT_LAB) wanted.push({ operation, factor: 'sendTo', values: [sendTo] })
      const { positives } = await conduct.done
      return positives.accepted(operation)
    },
    async mapTries() {
      for (const row of TEN_ORDERS)
        wanted.push({ operation: row.operation, factor: 'sendTo', values: [row.levels.sendTo as string] })
      return (await conduct.done).tracing.mapTries()
    },
    async rate() {
      conduct.wantsRate = true
      const { rate } = await conduct.done
      return rate ?? unobserved('the rate limit was not tried', 'choose the rules on it')
    },
    isLimitRefusal: (exchange) => desk.isLimitRefusal(exchange),
    isLocked: (exchange) => desk.lockout.isLocks(exchange),
    async wordForWord() {
      const { rate } = await conduct.done
      return rate && 'after' in rate ? rate.after?.wordForWord : undefined
    },
    async otherClinics() {
      const { rate } = await conduct.done
      const answer = rate && 'secondCaller' in rate ? rate.secondCaller : undefined
      return answer && isAccepted(answer) ? [answer] : []
    },
  }
  return {
    context,
    waitedMs: () => desk.budget.waitedMs,
    problem: () => conduct.problem,
    budget() {
      const { budget } = desk
      const casesLeft = Math.max(0, budget.room())
      return casesLeft > 0
        ? { casesLeft }
        : { casesLeft, nextCaseInMs: Math.max(0, budget.roomAt() - session.clock.now()) }
    },
  }
}

function whyNoOrders(session: Session, account: Partial<Account> | undefined): Unjudgeable | undefined {
  const keys = ['user', 'password', 'companyId', 'scannerSerialNumber'] as const
  const lacking = keys.filter((key) => account?.[key] === undefined).map((key) => `account.${key}`)
  if (lacking.length > 0)
    return unobserved(`${lacking.join(', ')} not configured`, `set ${lacking.join(', ')} in the target's configuration`)
  if (session.target.allowWrites) return undefined
  return unobserved(
    'it creates orders, and writing to this host is not allowed',
    '--allow-writes, or allowWrites in the configuration',
  )
}

function withoutOrders(session: Session, why: Unjudgeable): Itero {
  const precluded = (): never => {
    throw new Precluded(why)
  }
  return {
    session,
    hasOrders: false,
    reads: new MapReads(session, undefined),
    credentials: precluded,
    level: precluded,
    faults: precluded,
    vary: precluded,
    varyBoth: precluded,
    accepted: precluded,
    mapTries: precluded,
    rate: precluded,
    otherClinics: precluded,
    isLocked: () => false,
    wordForWord: precluded,
    isLimitRefusal: (exchange) => status(exchange) === 429,
  }
}
