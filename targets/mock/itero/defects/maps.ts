import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { COMMON_EXAMPLES, type ProcedureMap } from '../maps.ts'
import type { Patch } from '../patches.ts'

/** Changes how one map is listed; which maps are accepted stays as it is. An undefined value leaves a property out. */
function lists(id: number, change: Record<string, unknown>): Patch {
  return listsAll((maps) => maps.map((map) => (map.procedureMapId === id ? { ...map, ...change } : map)))
}

function listsAll(change: (maps: readonly ProcedureMap[], call: number) => readonly unknown[]): Patch {
  return () => ({ renderMaps: (maps, call) => ({ procedureMaps: change(maps, call) }) })
}

/** Changes what maps there are, so that the list and what is accepted agree. */
function holds(change: (maps: readonly ProcedureMap[]) => readonly ProcedureMap[]): Patch {
  return (behaviour) => ({ catalogue: (maps) => change(behaviour.catalogue(maps)) })
}

const withMap = (id: number, change: Partial<ProcedureMap>) =>
  holds((maps) => maps.map((map) => (map.procedureMapId === id ? { ...map, ...change } : map)))

/** One more map with the trio of this one, but for the change. */
const withTwin = (of: number, change: Partial<ProcedureMap> = {}) =>
  holds((maps) => [...maps, { ...maps.find((map) => map.procedureMapId === of)!, procedureMapId: 190, ...change }])

const envelopes: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-MAPS-01': {
    'maps-empty': ['procedureMaps is empty.', listsAll(() => [])],
    'maps-as-object': [
      'procedureMaps is an object with the maps by their IDs.',
      () => ({
        renderMaps: (maps) => ({ procedureMaps: Object.fromEntries(maps.map((map) => [map.procedureMapId, map])) }),
      }),
    ],
    'maps-null': ['procedureMaps is null.', () => ({ renderMaps: () => ({ procedureMaps: null }) })],
    'maps-bare-array': ['The maps are answered as an array, not in an object.', () => ({ renderMaps: (maps) => maps })],
    'maps-under-other-name': [
      'The maps are answered under the name "maps".',
      () => ({ renderMaps: (maps) => ({ maps }) }),
    ],
  },
})

/** ID, requirement, summary, the map that is listed wrongly, how. */
type Listed = readonly [string, string, string, number, Record<string, unknown>]

/** None of the six examples, and never the only map of its send-to, so that nothing else becomes impossible to try. */
const entries: readonly IteroDefect[] = (
  [
    ['map-id-string', 'MAPS-02', 'One entry has procedureMapId as a string.', 46, { procedureMapId: '46' }],
    ['map-id-missing', 'MAPS-02', 'One entry has no procedureMapId.', 47, { procedureMapId: undefined }],
    ['map-id-null', 'MAPS-02', 'One entry has a procedureMapId of null.', 82, { procedureMapId: null }],
    ['map-description-missing', 'MAPS-03', 'One entry has no description.', 44, { description: undefined }],
    ['map-description-null', 'MAPS-03', 'One entry has a description of null.', 48, { description: null }],
    ['map-note-number', 'MAPS-03', 'One entry has a number for note.', 6, { note: 6 }],
    ['map-note-missing', 'MAPS-03', 'One entry has no note.', 31, { note: undefined }],
    ['map-case-type-missing', 'MAPS-03', 'One entry has no caseType.', 87, { caseType: undefined }],
    ['map-case-type-object', 'MAPS-03', 'One entry has an object for caseType.', 43, { caseType: { name: 'iRecord' } }],
    ['map-procedure-null', 'MAPS-03', 'One entry has a procedure of null.', 33, { procedure: null }],
    ['map-type-missing', 'MAPS-03', 'One entry has no type.', 32, { type: undefined }],
    ['map-type-number', 'MAPS-03', 'One entry has a number for type.', 86, { type: 3 }],
    ['map-send-to-missing', 'MAPS-03', 'One entry has no sendTo.', 81, { sendTo: undefined }],
    ['map-send-to-null', 'MAPS-03', 'One entry has a sendTo of null.', 5, { sendTo: null }],
    // A type would be one of no procedure (MAPS-06), so the unknown procedures stand on entries without one.
    [
      'map-procedure-unknown',
      'MAPS-05',
      'One entry has a procedure that is not one of the six.',
      33,
      { procedure: 'Crown and Bridge' },
    ],
    [
      'map-procedure-truncated',
      'MAPS-05',
      'One entry has Denture for Denture/Removable, without a type.',
      88,
      { procedure: 'Denture', type: 'NA' },
    ],
    [
      'map-type-of-other-procedure',
      'MAPS-06',
      'One Appliance entry has a type of Invisalign.',
      44,
      { type: 'Vivera Retainer' },
    ],
    [
      'map-type-unknown',
      'MAPS-06',
      'One Implant Planning entry has a type that is not in the appendix.',
      86,
      { type: 'Surgical guide' },
    ],
    [
      'map-type-on-typeless-procedure',
      'MAPS-06',
      'One Fixed Restorative entry has a type.',
      32,
      { type: 'Night guard' },
    ],
    ['map-send-to-unknown', 'MAPS-07', 'One entry is sent to "dentalLab".', 46, { sendTo: 'dentalLab' }],
    [
      'map-send-to-label',
      'MAPS-07',
      'One entry is sent to "Myitero.com", the label of midc_only.',
      12,
      { sendTo: 'Myitero.com' },
    ],
    ['map-send-to-empty', 'MAPS-07', 'One entry has an empty sendTo.', 7, { sendTo: '' }],
    ['map-description-blank', 'MAPS-11', 'One entry has a description of white space.', 45, { description: '  ' }],
    ['map-description-empty', 'MAPS-11', 'One entry has an empty description.', 84, { description: '' }],
  ] as Listed[]
).map(([id, number, summary, map, change]) => ({
  id,
  requirement: `ITERO-${number}`,
  summary,
  patch: lists(map, change),
}))

const uniqueness: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-MAPS-04': {
    // Another trio, so that MAPS-08 holds; the same send-to, so that whichever of the two is used needs the same lab.
    'map-id-twice': [
      'Two entries, with different types, have the same procedureMapId.',
      listsAll((maps) => [
        ...maps,
        { ...maps.find((map) => map.procedureMapId === 47)!, description: 'Bite splint', type: 'Bite Splint' },
      ]),
    ],
  },
  'ITERO-MAPS-08': {
    'map-trio-twice': ['Two entries have the same procedure, type and sendTo.', withTwin(46)],
    // "Names compare without regard to case or runs of white space."
    'map-trio-twice-in-other-case': [
      'Two entries have the same trio but for the case and spacing of the type.',
      withTwin(84, { type: 'Surgical  guide TOOTH supported' }),
    ],
    // NA, N/A, /, an empty string and null all say "no type".
    'map-trio-twice-without-type': [
      'Two entries have the same procedure and sendTo and no type, once as "NA" and once as null.',
      withTwin(32, { type: null }),
    ],
  },
})

/** The list and what is accepted agree on these, and each trio stays unique. */
const examples: readonly IteroDefect[] = (
  [
    ['example-1-sent-chairside', 'Map 1 is sent chairside.', withMap(1, { sendTo: 'chairside' })],
    ['example-1-of-other-procedure', 'Map 1 is an Invisalign map.', withMap(1, { procedure: 'Invisalign' })],
    [
      'example-4-of-other-type',
      'Maps 4 and 5 have each other’s type.',
      holds((maps) =>
        maps.map((map) => {
          if (map.procedureMapId === 4) return { ...map, type: 'Invisalign Aligners' }
          return map.procedureMapId === 5 ? { ...map, type: 'Invisalign First Aligners' } : map
        }),
      ),
    ],
    ['example-30-sent-to-ortho-lab', 'Map 30 is sent to an ortho lab.', withMap(30, { sendTo: 'orthoLab' })],
    ['example-41-of-a-type', 'Map 41 has a type.', withMap(41, { type: 'Bite Splint' })],
    ['example-83-sent-chairside', 'Map 83 is sent chairside.', withMap(83, { sendTo: 'chairside' })],
    ['example-85-of-other-type', 'Map 85 has another type.', withMap(85, { type: 'Surgical guide Bone supported' })],
  ] as [string, string, Patch][]
).map(([id, summary, patch]) => ({ id, requirement: 'ITERO-MAPS-09', summary, patch }))

const sets: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-MAPS-10': {
    'example-83-absent': ['Map 83 does not exist.', holds((maps) => maps.filter((map) => map.procedureMapId !== 83))],
    'all-examples-absent': [
      'None of the six common examples exists.',
      holds((maps) => maps.filter((map) => !COMMON_EXAMPLES.includes(map.procedureMapId))),
    ],
  },
  'ITERO-MAPS-12': {
    'maps-change-from-call-to-call': [
      'Every second list leaves the last map out.',
      listsAll((maps, call) => (call % 2 === 0 ? maps.slice(0, -1) : maps)),
    ],
    'maps-change-type-from-call-to-call': [
      'Every second list has other types on two maps.',
      listsAll((maps, call) =>
        maps.map((map) => {
          if (call % 2 === 1) return map
          if (map.procedureMapId === 42) return { ...map, type: 'Sports/Mouth guard' }
          return map.procedureMapId === 44 ? { ...map, type: 'Clear aligners' } : map
        }),
      ),
    ],
  },
})

export const mapDefects: readonly IteroDefect[] = [...envelopes, ...entries, ...uniqueness, ...examples, ...sets]
