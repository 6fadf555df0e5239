import type { Change } from '../../engine/exchange.ts'
import { differences, parsed } from '../../engine/json-diff.ts'
import { brokenClauses } from '../../generators/order-clauses.ts'
import type { OrderWorld } from '../../generators/order-world.ts'
import type { CreateOperation } from './api.ts'
import type { Placed } from './controls.ts'
import type { Variation } from './variation.ts'

/**
 * The proof that a request differs from its control in what the variation says and in nothing else: everything in which
 * it differs on the wire; or the flaw, where the changed body does not break just the clause that it should (a lab that
 * the configuration gives as both kinds, say).
 */
export function prove(
  operation: CreateOperation,
  { what, clause, authorization, contentType, wire: unparsed }: Variation,
  control: Placed,
  wire: string,
  world: OrderWorld,
): { changes: Change[] } | { flaw: string } {
  const { headers } = control.exchange.request
  const changes: Change[] = []
  if (authorization !== undefined) {
    const to = authorization === null ? {} : { to: authorization.shown }
    changes.push({ at: 'header/authorization', from: headers.authorization, ...to })
  }
  if (contentType !== undefined) {
    changes.push({ at: 'header/content-type', from: headers['content-type'], to: contentType })
  }
  // A body that is no JSON breaks no clause of its fields: it is the change as a whole.
  if (unparsed) return { changes: [...changes, { at: 'body', from: control.body, to: wire }] }
  const body = parsed(wire)
  const breaks = brokenClauses(operation, body, world)
  const meant = clause === undefined ? [] : [clause]
  if (breaks.join() !== meant.join()) {
    return {
      flaw: `"${what}" would break ${breaks.join(', ') || 'nothing'}, and not ${meant.join() || 'nothing'} alone`,
    }
  }
  return { changes: [...changes, ...differences(control.body, body, 'body')] }
}
