import type { ExitStatus } from '../exit-status.ts'
import type { Io } from '../io.ts'
import { isThere, pactBroker } from './pact-broker.ts'

/**
 * `bitewing contracts can-i-deploy`: Pact's own command of that name, with its own options, which a package manager that
 * links a project's direct dependencies alone does not put at hand. 0 where the broker says yes, 1 where it says no, 2
 * for wrong usage, 3 where the broker does not answer.
 */
export async function canIDeploy(args: readonly string[], io: Io): Promise<ExitStatus> {
  const broker = io.env.PACT_BROKER_BASE_URL
  if (broker && !(await isThere(broker, io))) return 3
  const status = await pactBroker(['can-i-deploy', ...args], io)
  return status === 0 || status === 1 || status === 2 ? status : 3
}
