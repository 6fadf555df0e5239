import type { Call } from './call.ts'

/** Which statuses a pact lets through: the one that stands in it, or those of a `statusCode` matcher. */
export function letsThrough({ interaction: { response } }: Pick<Call, 'interaction'>): (status: number) => boolean {
  const matcher = response.rules.status.find((one) => one.match === 'statusCode')
  if (matcher?.match !== 'statusCode') return (status) => status === response.status
  const { status: wanted } = matcher
  if (typeof wanted !== 'string') return (status) => wanted.includes(status)
  const [from, to] = CLASSES[wanted] ?? [response.status, response.status]
  return (status) => status >= from && status <= to
}

/** Of the specification, version 4. */
const CLASSES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  info: [100, 199],
  success: [200, 299],
  redirect: [300, 399],
  clientError: [400, 499],
  serverError: [500, 599],
  nonError: [100, 399],
  error: [400, 599],
}

/** The documented statuses of a call's operation that a pact lets through. */
export function documentedStatuses(call: Call): number[] {
  return Object.keys(call.route.operation.responses).map(Number).filter(letsThrough(call))
}
