import { type Alteration, leftOut, setTo } from './alteration.ts'
import type { MissingFault } from './fault.ts'
import type { SendTo } from './order.ts'
import { type LabSendTo, type OrderFault, WITH_LAB, WITHOUT_LAB } from './order-fault.ts'
import type { OrderWorld } from './order-world.ts'
import { unusedId } from './unused-id.ts'

/** The requirement that each kind of wrong labId breaks. */
interface LabClauses {
  null: Record<LabSendTo, string>
  leftOut: string
  notTaken: string
  wrongKind: string
  unrelated: string
  unknown: string
}

/** One fault for each map, so that a rule that speaks of several is tried on each. */
export function labFaults(world: OrderWorld, clauses: LabClauses): (OrderFault | MissingFault)[] {
  const { seed, restoLabId, orthoLabId, unrelatedLabId } = world
  const labs = {
    resto: { id: restoLabId, key: 'account.restoLabId' },
    ortho: { id: orthoLabId, key: 'account.orthoLabId' },
    unrelated: { id: unrelatedLabId, key: 'account.unrelatedLabId' },
  }
  const unknown = unusedId(seed, 'lab', [restoLabId, orthoLabId, unrelatedLabId])
  const small = [1, 2, 3, 4].find((id) => ![restoLabId, orthoLabId, unrelatedLabId].includes(id))

  const given = (requirement: string, lab: keyof typeof labs, on: SendTo): OrderFault | MissingFault => {
    const { id, key } = labs[lab]
    const what = `labId of ${lab === 'unrelated' ? "another clinic's" : `the clinic's ${lab}`} lab on ${MAP_WORDS[on]}`
    return id === undefined
      ? { requirement, what, missing: key }
      : { requirement, on: [on], ...setTo('labId', id), what }
  }
  const altered = (requirement: string, on: SendTo, alteration: Alteration): OrderFault => ({
    requirement,
    on: [on],
    apply: alteration.apply,
    what: `${alteration.what} on ${MAP_WORDS[on]}`,
  })

  return [
    ...WITH_LAB.flatMap((on) => [
      altered(clauses.null[on], on, setTo('labId', null)),
      altered(clauses.leftOut, on, leftOut('labId')),
      given(clauses.wrongKind, on === 'restoLab' ? 'ortho' : 'resto', on),
      given(clauses.unrelated, 'unrelated', on),
      altered(clauses.unknown, on, setTo('labId', unknown, 'of no lab')),
      altered(clauses.unknown, on, setTo('labId', 0)),
      // A small number may be some lab's, but hardly one of this clinic's.
      altered(clauses.unknown, on, setTo('labId', small)),
    ]),
    ...WITHOUT_LAB.flatMap((on) => [given(clauses.notTaken, 'resto', on), given(clauses.notTaken, 'ortho', on)]),
  ]
}

const MAP_WORDS: Record<SendTo, string> = {
  restoLab: 'a resto map',
  orthoLab: 'an ortho map',
  chairside: 'a chairside map',
  midc_only: 'a midc_only map',
  'N/A': 'an N/A map',
}
