import type { IteroVariant } from '../deviations.ts'
import { COMMON_EXAMPLES, type ProcedureMap, type SendTo } from '../maps.ts'
import type { Patch } from '../patches.ts'

/** Changes every map, listed and accepted alike. */
function each(change: (map: ProcedureMap) => Partial<ProcedureMap>): Patch {
  return holds((maps) => maps.map((map) => ({ ...map, ...change(map) })))
}

function holds(change: (maps: readonly ProcedureMap[]) => readonly ProcedureMap[]): Patch {
  return (behaviour) => ({ catalogue: (maps) => change(behaviour.catalogue(maps)) })
}

const SEND_TO: readonly SendTo[] = ['restoLab', 'orthoLab', 'chairside', 'midc_only', 'N/A']

/** Every procedure and type that there is, to every send-to that has none of it yet. */
function everyCombination(maps: readonly ProcedureMap[]): readonly ProcedureMap[] {
  const trio = ({ procedure, type, sendTo }: ProcedureMap) => JSON.stringify([procedure, type, sendTo])
  const trios = new Set(maps.map(trio))
  let nextId = Math.max(...maps.map(({ procedureMapId }) => procedureMapId))
  const more: ProcedureMap[] = []
  for (const map of maps) {
    for (const sendTo of SEND_TO) {
      const other = { ...map, sendTo }
      if (trios.has(trio(other))) continue
      trios.add(trio(other))
      more.push({ ...other, procedureMapId: ++nextId, description: `${map.procedure} ${map.type} ${sendTo}` })
    }
  }
  return [...maps, ...more]
}

/** The ways in which "no type" is written, besides the document's `NA`. */
const noTypes: readonly IteroVariant[] = (
  [
    ['null', null],
    ['empty', ''],
    ['slash', '/'],
    ['n-a', 'N/A'],
  ] as const
).map(([name, none]) => ({
  id: `no-type-${name}`,
  summary: `Maps without a type have ${JSON.stringify(none)} for it.`,
  patch: each(({ type }) => (type === 'NA' ? { type: none } : {})),
}))

export const mapVariants: readonly IteroVariant[] = [
  {
    id: 'maps-in-other-order',
    summary: 'The list has the maps from the last to the first.',
    patch: holds((maps) => maps.toReversed()),
  },
  {
    id: 'more-maps',
    summary: 'There is a map for every procedure and type to every send-to.',
    patch: holds(everyCombination),
  },
  {
    id: 'some-examples-absent',
    summary: 'Maps 1, 41 and 85 do not exist.',
    mayWarn: ['ITERO-MAPS-10'],
    patch: holds((maps) => maps.filter(({ procedureMapId }) => ![1, 41, 85].includes(procedureMapId))),
  },
  {
    id: 'no-example-listed',
    summary: 'None of the six common examples exists.',
    mayWarn: ['ITERO-MAPS-10'],
    patch: holds((maps) => maps.filter(({ procedureMapId }) => !COMMON_EXAMPLES.includes(procedureMapId))),
  },
  {
    id: 'examples-only',
    summary: 'There are the six common examples and one chairside map.',
    patch: holds((maps) => maps.filter(({ procedureMapId: id }) => COMMON_EXAMPLES.includes(id) || id === 31)),
  },
  {
    id: 'note-and-case-type-null',
    summary: 'Every map has null for note and caseType.',
    patch: each(() => ({ note: null, caseType: null })),
  },
  {
    id: 'note-and-case-type-empty',
    summary: 'Every map has an empty note and caseType.',
    patch: each(() => ({ note: '', caseType: '' })),
  },
  ...noTypes,
  {
    id: 'names-in-other-case',
    summary: 'Procedures and types are in upper case, with two spaces between words.',
    patch: each(({ procedure, type }) => ({
      procedure: procedure.toUpperCase().replaceAll(' ', '  '),
      type: type?.toUpperCase().replaceAll(' ', '  ') ?? null,
    })),
  },
  {
    // "Study Model - iRecord - Ortho Model/iCast" can be split two ways.
    id: 'study-model-split-before-irecord',
    summary: 'The procedure is called Study Model, and iRecord is one of its types.',
    patch: each(({ procedure, type }) =>
      procedure === 'Study Model - iRecord' ? { procedure: 'Study Model', type: type === 'NA' ? 'iRecord' : type } : {},
    ),
  },
  {
    id: 'extra-fields-in-maps',
    summary: 'The list and its entries have more fields than documented.',
    patch: () => ({
      renderMaps: (maps) => ({
        total: maps.length,
        procedureMaps: maps.map((map, index) => ({ sortOrder: index, ...map, isActive: true, icon: null })),
      }),
    }),
  },
]
