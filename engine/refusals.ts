import type { Exchange } from './exchange.ts'
import type { Observation } from './experiment.ts'
import { broken, holds, unobserved } from './finding.ts'
import type { Call, ProbeContext } from './probe-context.ts'
import type { Rule } from './rule.ts'
import { came, isAccepted, status } from './status.ts'
import type { Finding } from './verdict.ts'
import { listOr } from './words.ts'
import { worstOf } from './worst-of.ts'

/** A request, or how it is made from what a probe is given. */
// biome-ignore lint/suspicious/noExplicitAny: the settings are the profile's own
type Control = Call | ((context: ProbeContext<any>) => Call | Promise<Call>)

const callOf = async (control: Control, context: ProbeContext): Promise<Call> =>
  typeof control === 'function' ? control(context) : control

/**
 * A rule that a request is refused: a controlled experiment. The control is sent first and has to be accepted; each
 * change of it is then sent alone, and has to be refused with one of the statuses.
 *
 * @param control a request that a conforming target accepts
 * @param changes the changes by what they are in words, `{ 'without a patient': (call) => ({ ...call, body: {} }) }`
 * @param statuses what the document names; by default any 4xx
 */
export const refuses = (
  control: Control,
  changes: Readonly<Record<string, (call: Call) => Call>>,
  ...statuses: number[]
): Rule => ({
  async probe(context: ProbeContext): Promise<Observation[]> {
    const accepted = await context.send(await callOf(control, context))
    const observations: Observation[] = []
    for (const [what, change] of Object.entries(changes)) observations.push(await context.vary(accepted, what, change))
    return observations
  },
  judge: (observations: readonly Observation[]) =>
    worstOf(observations, inWords(statuses), (one) => refused(one, statuses)),
})

const inWords = (statuses: readonly number[]): string => (statuses.length > 0 ? listOr(statuses) : 'a refusal (4xx)')

function refused(observation: Observation, statuses: readonly number[]): Finding {
  const { what } = observation
  if (observation.kind === 'missing') {
    return unobserved(`${what}: ${observation.reason}`, observation.remedy, observation.leansOn)
  }
  const { exchange, control } = observation
  const cited = [control ?? undefined, exchange]
  const code = status(exchange)
  if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, 'the target answers this request', [], cited)
  const isFine = statuses.length > 0 ? statuses.includes(code) : code >= 400 && code < 500
  return isFine
    ? holds(`${what}: ${code}`, cited)
    : broken(`${inWords(statuses)} for ${what}`, `${what}: ${came(exchange)}`, cited)
}

/** A rule that a request is accepted (any 2xx). */
export const accepts = (call: Control): Rule => ({
  probe: async (context: ProbeContext) => context.send(await callOf(call, context)),
  judge: (exchange: Exchange) =>
    isAccepted(exchange)
      ? holds(`${exchange.what}: ${status(exchange)}`, [exchange])
      : broken(`${exchange.what} is accepted`, came(exchange), [exchange]),
})
