import { COMMON_EXAMPLES, type ProcedureMap, type SendTo } from '../maps.ts'
import { decides, each, holds, type Patch, variantsOf } from '../patches.ts'

/** Changes every map, listed and accepted alike. */
const eachMap = (change: (map: ProcedureMap) => Partial<ProcedureMap>): Patch =>
  holds((maps) => maps.map((map) => ({ ...map, ...change(map) })))

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
const NO_TYPES = { null: null, empty: '', slash: '/', 'n-a': 'N/A' }

export const mapVariants = variantsOf({
  'maps-in-other-order': ['The list has the maps from the last to the first.', holds((maps) => maps.toReversed())],
  'more-maps': ['There is a map for every procedure and type to every send-to.', holds(everyCombination)],
  'some-examples-absent': [
    'Maps 1, 41 and 85 do not exist.',
    holds((maps) => maps.filter(({ procedureMapId }) => ![1, 41, 85].includes(procedureMapId))),
    { mayWarn: ['ITERO-MAPS-10'] },
  ],
  'no-example-listed': [
    'None of the six common examples exists.',
    holds((maps) => maps.filter(({ procedureMapId }) => !COMMON_EXAMPLES.includes(procedureMapId))),
    { mayWarn: ['ITERO-MAPS-10'] },
  ],
  'examples-only': [
    'There are the six common examples and one chairside map.',
    holds((maps) => maps.filter(({ procedureMapId: id }) => COMMON_EXAMPLES.includes(id) || id === 31)),
  ],
  'note-and-case-type-null': [
    'Every map has null for note and caseType.',
    eachMap(() => ({ note: null, caseType: null })),
  ],
  'note-and-case-type-empty': [
    'Every map has an empty note and caseType.',
    eachMap(() => ({ note: '', caseType: '' })),
  ],
  ...each(Object.entries(NO_TYPES), ([name, none]) => ({
    [`no-type-${name}`]: [
      `Maps without a type have ${JSON.stringify(none)} for it.`,
      eachMap(({ type }) => (type === 'NA' ? { type: none } : {})),
    ],
  })),
  'names-in-other-case': [
    'Procedures and types are in upper case, with two spaces between words.',
    eachMap(({ procedure, type }) => ({
      procedure: procedure.toUpperCase().replaceAll(' ', '  '),
      type: type?.toUpperCase().replaceAll(' ', '  ') ?? null,
    })),
  ],
  // "Study Model - iRecord - Ortho Model/iCast" can be split two ways.
  'study-model-split-before-irecord': [
    'The procedure is called Study Model, and iRecord is one of its types.',
    eachMap(({ procedure, type }) =>
      procedure === 'Study Model - iRecord' ? { procedure: 'Study Model', type: type === 'NA' ? 'iRecord' : type } : {},
    ),
  ],
  'extra-fields-in-maps': [
    'The list and its entries have more fields than documented.',
    decides({
      renderMaps: (maps) => ({
        total: maps.length,
        procedureMaps: maps.map((map, index) => ({ sortOrder: index, ...map, isActive: true, icon: null })),
      }),
    }),
  ],
})
