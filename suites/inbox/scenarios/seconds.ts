import type { Caller, Credentials, Vendor } from '../api.ts'
import { connectionTo } from '../lanes.ts'
import type { Stage, Tried } from '../stage.ts'

/** A second connect of a vendor that the company has already. */
export interface Second extends Tried {
  vendor: Vendor
}

export async function second(
  stage: Stage,
  by: Caller,
  vendor: Vendor,
  when: string,
  login: Credentials | undefined,
): Promise<Second> {
  const what = `a second ${vendor} ${when}`
  const { username, password } = login ?? {}
  const body = connectionTo(vendor, username && password ? { username, password } : undefined)
  return { ...(await stage.try({ operation: 'connectInbox', what, by, body })), vendor }
}
