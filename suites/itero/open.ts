import { askingRequirement } from '../../engine/asking.ts'
import { missing } from '../../engine/experiment.ts'
import { unobserved } from '../../engine/finding.ts'
import { Precluded } from '../../engine/precluded.ts'
import type { OpenTarget } from '../../engine/profile.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { type Account, CREATE_OPERATIONS, type CreateOperation, type SecondAccount } from './api.ts'
import type { Itero } from './context.ts'
import { TEN_ORDERS } from './design.ts'
import { MapReads } from './reads.ts'
import { Schedule } from './schedule.ts'

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
  const schedule = new Schedule(session, settings, account)
  const { demands, sender, reads } = schedule
  const demand = (operation: CreateOperation, values: readonly string[] = [], factor = 'sendTo') =>
    demands.push({ operation, factor, values })
  const rateEvidence = async () => {
    const { rate } = await schedule.done
    return rate && 'bursts' in rate ? rate : undefined
  }
  const context: Itero = {
    session,
    hasOrders: true,
    reads,
    credentials: () => ({ ...account, ...(second ? { other: second } : {}) }),
    async level(operation, factor, value) {
      demand(operation, [value], factor)
      const { isolation } = await schedule.done
      return isolation.level(operation, factor, value)
    },
    async faults(...operations) {
      const requirement = askingRequirement()
      for (const operation of operations) demand(operation)
      const { runner } = await schedule.parts
      for (const operation of operations) {
        for (const one of runner.variations(requirement, operation)) if ('on' in one) demand(operation, one.on)
      }
      if (ON_UNLISTED_MAPS.includes(requirement) && (await reads.entries()).entries.length === 0) {
        const [reason, remedy] = ['no list of maps was answered', 'the target lists its maps']
        return [missing('a map that is not listed', reason, remedy, ['ITERO-MAPS-01'])]
      }
      return runner.faults(requirement, operations)
    },
    async vary(operation, variations) {
      for (const one of variations) demand(operation, one.on)
      const { runner } = await schedule.parts
      return Promise.all(variations.map((variation) => runner.vary(operation, variation)))
    },
    varyBoth: async (variations) =>
      (await Promise.all(CREATE_OPERATIONS.map((operation) => context.vary(operation, variations)))).flat(),
    async accepted(operation, two) {
      demand(operation)
      if (two) for (const sendTo of TWO_WITHOUT_LAB) demand(operation, [sendTo])
      const { controls } = await schedule.done
      return controls.accepted(operation)
    },
    async mapTries() {
      for (const { operation, levels } of TEN_ORDERS) demand(operation, [levels.sendTo as string])
      return (await schedule.done).isolation.mapTries()
    },
    async rate() {
      schedule.needsRate = true
      const { rate } = await schedule.done
      return rate ?? unobserved('the rate limit was not tried', 'choose the rules on it')
    },
    isLimitRefusal: (exchange) => sender.isLimitRefusal(exchange),
    isLocked: (exchange) => sender.lockout.isLocks(exchange),
    wordForWord: async () => (await rateEvidence())?.after?.wordForWord,
    async otherClinics() {
      const answer = (await rateEvidence())?.secondCaller
      return answer && isAccepted(answer) ? [answer] : []
    },
  }
  return {
    context,
    waitedMs: () => sender.budget.waitedMs,
    problem: () => schedule.problem,
    budget() {
      const { budget } = sender
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
