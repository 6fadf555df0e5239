import type { Situation } from '../../../../engine/drill.ts'
import { PROCEDURE_NAMES, SEND_TO, typesOf } from '../../../../generators/procedure-maps.ts'
import { onBothJobs } from './scans.ts'
import { findsTheMapWithoutType, sendsTheMap, sendsTheMapWithoutType } from './sent.ts'
import type { Trio } from './world.ts'

const kebab = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/-$/, '')

/** Each place to send to on each kind of procedure; of its types the second one, which is not the first of its kind. */
const TYPED = PROCEDURE_NAMES.map((procedure) => [procedure, typesOf(procedure) ?? []] as const)
  .filter(([procedure, types]) => types.length > 0 && procedure !== 'Study Model')
  .flatMap(([procedure, types], nth) => ({
    procedure,
    type: types[1] as string,
    sendTo: SEND_TO[nth % SEND_TO.length] as Trio['sendTo'],
  }))

/** "Fixed Restorative" has no types at all; the others have some, none of which is asked for. */
const UNTYPED: readonly Trio[] = [
  { procedure: 'Fixed Restorative', type: null, sendTo: 'orthoLab' },
  { procedure: 'Fixed Restorative', type: null, sendTo: 'chairside' },
  { procedure: 'Fixed Restorative', type: null, sendTo: 'midc_only' },
  { procedure: 'Appliance', type: null, sendTo: 'restoLab' },
  { procedure: 'Denture/Removable', type: null, sendTo: 'N/A' },
  { procedure: 'Study Model - iRecord', type: null, sendTo: 'chairside' },
]

/** Every kind of map, in a list as the document shows it. */
export const mapSituations: readonly Situation[] = [
  ...TYPED.flatMap((trio) =>
    onBothJobs(
      `map-${kebab(trio.procedure)}-${kebab(trio.sendTo)}`,
      `A scan of ${trio.procedure}, ${trio.type}, sent to ${trio.sendTo}, is asked for.`,
      () => ({ asked: () => ({ trio }), judges: { 'ITERO-CLIENT-20': sendsTheMap } }),
    ),
  ),
  ...UNTYPED.flatMap((trio) =>
    onBothJobs(
      `map-untyped-${kebab(trio.procedure)}-${kebab(trio.sendTo)}`,
      `A scan of ${trio.procedure}, without a type, sent to ${trio.sendTo}, is asked for.`,
      () => ({
        asked: () => ({ trio }),
        judges: { 'ITERO-CLIENT-20': sendsTheMapWithoutType, 'ITERO-CLIENT-29': findsTheMapWithoutType },
      }),
    ),
  ),
]
