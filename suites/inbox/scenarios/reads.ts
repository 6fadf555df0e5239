import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Caller, Company, InboxSettings } from '../api.ts'
import type { Attempt, Call } from '../hub.ts'
import { inboxesIn } from '../reading.ts'
import { NOBODYS, strangers } from './outsiders.ts'

/** What a hub shows as it stands: reads alone, for which nothing is set up. */
export interface Reads {
  calls: Exchange[]
  companies: {
    companyId: string
    list: Exchange
    cases: Exchange
    filtered: { vendor: string; exchange: Exchange }[]
  }[]
  foreign: Attempt[]
  strange: Attempt[]
  unknown?: Exchange
}

/** Inboxes of a company that are read by themselves: there are as many as vendors, or one for each. */
const MOST = 12

/** Reads what a hub shows of companies, to their employees and to others. */
export async function readAsItStands(
  companies: readonly Company[],
  { companies: configured }: InboxSettings,
  read: (call: Call) => Promise<Exchange>,
): Promise<Reads> {
  const reads: Reads = { calls: [], companies: [], foreign: [], strange: [] }
  const call = async (asked: Call): Promise<Exchange> => {
    const exchange = await read(asked)
    reads.calls.push(exchange)
    return exchange
  }
  for (const { companyId, employees } of companies) {
    const [by] = employees
    if (!by) continue
    const [list, cases] = await Promise.all([
      call({ operation: 'listInboxes', what: 'the inboxes as they stand', by }),
      call({ operation: 'listCases', what: 'the cases as they stand', by }),
      call({ operation: 'getAccount', what: 'the account as it stands', by }),
    ])
    const shown = inboxesIn(list).slice(0, MOST)
    await Promise.all(
      shown.flatMap(({ inboxId }) =>
        inboxId ? [call({ operation: 'getInbox', what: 'an inbox as it stands', by, inboxId })] : [],
      ),
    )
    const vendors = [...new Set(shown.map(({ vendor }) => vendor).filter((vendor) => typeof vendor === 'string'))]
    const filtered = await Promise.all(
      vendors.map(async (vendor) => {
        const [what, query] = [`the cases of ${vendor} as they stand`, `?vendor=${encodeURIComponent(vendor)}`]
        return { vendor, exchange: await call({ operation: 'listCases', what, by, query }) }
      }),
    )
    reads.companies.push({ companyId, list, cases, filtered })
  }
  const [first] = reads.companies
  const by = companies[0]?.employees[0]
  if (!first || !by || !isAccepted(first.list)) return reads
  const purpose = 'variation'
  reads.unknown = await call({
    operation: 'getInbox',
    what: 'an inbox that there is not',
    by,
    inboxId: NOBODYS,
    purpose,
  })
  const inboxId = inboxesIn(first.list)[0]?.inboxId
  const requests = [
    { operation: 'listInboxes' },
    { operation: 'listCases' },
    { operation: 'getAccount' },
    ...(inboxId ? [{ operation: 'getInbox', inboxId } as const] : []),
  ] as const
  const foreigner = companies[1]?.employees[0]
  const { companyId } = first
  const token = configured?.[0]?.tokens[0] ?? ''
  const attempts = (who: Caller) =>
    requests.map(async ({ operation, ...request }): Promise<Attempt> => {
      const what = `${operation} ${who === foreigner ? `by ${who.who}` : who.who}`
      const exchange = await call({ ...request, operation, what, by: who, companyId, purpose })
      return { what, operation, exchange }
    })
  if (foreigner) reads.foreign = await Promise.all(attempts(foreigner))
  reads.strange = await Promise.all(strangers(companyId, token).flatMap(attempts))
  return reads
}
