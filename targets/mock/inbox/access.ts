import { type Call, problem, type Reply } from './call.ts'
import type { Company, Employee, Inbox } from './model.ts'

const BEARER = /^Bearer +(\S+)$/i

/** The token of an Authorization header of scheme Bearer; undefined for any other. */
export const bearerToken = (call: Call): string | undefined => BEARER.exec(call.header('authorization') ?? '')?.[1]

export const accessDecisions = {
  /** The employee whose token the call carries; undefined where there is none. */
  authenticate(call: Call): Employee | undefined {
    const token = bearerToken(call)
    return call.hub.employees.find((employee) => employee.token === token)
  },
  /** What a call without a good token is answered. */
  refuseStranger: (_call: Call): Reply => ({
    ...problem(401, 'Unauthenticated', 'A bearer token of an employee is needed.'),
    headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
  }),
  /** Whether an employee reaches the company that the path names. */
  mayReach: (employee: Employee, call: Call): boolean => employee.companyId === call.path.companyId,
  /** What an employee of another company is answered, and one who names a company or an inbox that there is not. */
  refuseForeigner: (_call: Call): Reply => problem(404, 'Not found', 'There is no such company or inbox.'),
  /** The inbox that the path names, among those of the path's company. */
  findInbox: (company: Company, call: Call): Inbox | undefined =>
    company.inboxes.find((inbox) => inbox.inboxId === call.path.inboxId),
}
