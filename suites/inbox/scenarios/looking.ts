import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Caller, Company, InboxSettings } from '../api.ts'
import { inboxesIn } from '../reading.ts'
import type { Tried } from '../stage.ts'
import { NOBODYS, strangers } from './neighbours.ts'

/** What a hub shows as it stands: reads alone, for which nothing is set up. */
export interface Looking {
  calls: Exchange[]
  companies: {
    companyId: string
    list: Exchange
    inboxes: Exchange[]
    cases: Exchange
    filtered: { vendor: string; exchange: Exchange }[]
  }[]
  foreign: Tried[]
  strange: Tried[]
  unknown?: Exchange
}

/** Inboxes of a company that are read by themselves: there are as many as vendors, or one for each. */
const MOST = 12

type Read = (call: {
  operation: 'listInboxes' | 'getInbox' | 'listCases' | 'getAccount'
  what: string
  by: Caller
  companyId?: string
  inboxId?: string
  query?: string
  purpose?: 'variation'
}) => Promise<Exchange>

export async function playLooking(
  companies: readonly Company[],
  { companies: configured }: InboxSettings,
  read: Read,
): Promise<Looking> {
  const calls: Exchange[] = []
  const call: Read = async (asked) => {
    const exchange = await read(asked)
    calls.push(exchange)
    return exchange
  }
  const looking: Looking = { calls, companies: [], foreign: [], strange: [] }
  for (const { companyId, employees } of companies) {
    const by = employees[0]
    if (!by) continue
    const [list, cases] = await Promise.all([
      call({ operation: 'listInboxes', what: 'the inboxes as they stand', by }),
      call({ operation: 'listCases', what: 'the cases as they stand', by }),
      call({ operation: 'getAccount', what: 'the account as it stands', by }),
    ])
    const shown = inboxesIn(list).slice(0, MOST)
    const inboxes = await Promise.all(
      shown.flatMap(({ inboxId }) =>
        inboxId ? [call({ operation: 'getInbox', what: 'an inbox as it stands', by, inboxId })] : [],
      ),
    )
    const vendors = [...new Set(shown.map(({ vendor }) => vendor).filter((vendor) => typeof vendor === 'string'))]
    const filtered = await Promise.all(
      vendors.map(async (vendor) => ({
        vendor,
        exchange: await call({
          operation: 'listCases',
          what: `the cases of ${vendor} as they stand`,
          by,
          query: `?vendor=${encodeURIComponent(vendor)}`,
        }),
      })),
    )
    looking.companies.push({ companyId, list, inboxes, cases, filtered })
  }
  const [first] = looking.companies
  const by = companies[0]?.employees[0]
  if (!first || !by || !isAccepted(first.list)) return looking
  looking.unknown = await call({
    operation: 'getInbox',
    what: 'an inbox that there is not',
    by,
    inboxId: NOBODYS,
    purpose: 'variation',
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
  const attempt = async (who: Caller, request: (typeof requests)[number]): Promise<Tried> => {
    const what = `${request.operation} ${who === foreigner ? `by ${who.who}` : who.who}`
    return {
      what,
      operation: request.operation,
      exchange: await call({ ...request, what, by: who, companyId, purpose: 'variation' }),
    }
  }
  if (foreigner) looking.foreign = await Promise.all(requests.map((request) => attempt(foreigner, request)))
  looking.strange = await Promise.all(
    strangers(companyId, token).flatMap((stranger) => requests.map((request) => attempt(stranger, request))),
  )
  return looking
}
