import { parsed } from '../../engine/json-diff.ts'
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
  const { status, said } = await pactBroker(['can-i-deploy', ...args], io)
  if (status === 2) return 2
  if (status === 0) return isNoAsJson(said) ? 1 : 0
  // Its 1 stands for every error as well.
  return said.includes('Computer says no') ? 1 : 3
}

/** With `--output json` Pact's command ends with 0 whatever the broker says. */
function isNoAsJson(said: string): boolean {
  const { summary } = (parsed(said) ?? {}) as { summary?: { deployable?: unknown } }
  return summary !== undefined && summary.deployable !== true
}
