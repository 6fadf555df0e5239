import { COMMON_EXAMPLES, type ProcedureMap } from '../maps.ts'
import { type Defects, decides, defectsOf, each, holds, type Patch } from '../patches.ts'

/** Answers another list; which maps are accepted stays as it is. */
const lists = (change: (maps: readonly ProcedureMap[], call: number) => unknown): Patch =>
  decides({ renderMaps: (maps, call) => ({ procedureMaps: change(maps, call) }) })

/** The maps with one of them changed. An undefined value leaves a property out. */
const changed = <Map extends ProcedureMap>(maps: readonly Map[], id: number, change: object): Map[] =>
  maps.map((map) => (map.procedureMapId === id ? { ...map, ...change } : map))

const withMap = (id: number, change: Partial<ProcedureMap>) => holds((maps) => changed(maps, id, change))

/** One more map with the trio of this one, but for the change. */
const withTwin = (of: number, change: Partial<ProcedureMap> = {}) =>
  holds((maps) => [...maps, { ...maps.find((map) => map.procedureMapId === of)!, procedureMapId: 190, ...change }])

/** One entry is listed wrongly: the map, and how. */
const entries = (...rows: readonly (readonly [id: string, words: string, map: number, change: object])[]): Defects =>
  each(rows, ([id, words, map, change]) => ({
    [`map-${id}`]: [`One entry ${words}.`, lists((maps) => changed(maps, map, change))],
  }))

export const mapDefects = defectsOf({
  'ITERO-MAPS-01': {
    'maps-empty': ['procedureMaps is empty.', lists(() => [])],
    'maps-as-object': [
      'procedureMaps is an object with the maps by their IDs.',
      lists((maps) => Object.fromEntries(maps.map((map) => [map.procedureMapId, map]))),
    ],
    'maps-null': ['procedureMaps is null.', lists(() => null)],
    'maps-bare-array': [
      'The maps are answered as an array, not in an object.',
      decides({ renderMaps: (maps) => maps }),
    ],
    'maps-under-other-name': [
      'The maps are answered under the name "maps".',
      decides({ renderMaps: (maps) => ({ maps }) }),
    ],
  },
  // None of the six examples, and never the only map of its send-to, so that nothing else becomes impossible to try.
  'ITERO-MAPS-02': entries(
    ['id-string', 'has procedureMapId as a string', 46, { procedureMapId: '46' }],
    ['id-missing', 'has no procedureMapId', 47, { procedureMapId: undefined }],
    ['id-null', 'has a procedureMapId of null', 82, { procedureMapId: null }],
  ),
  'ITERO-MAPS-03': entries(
    ['description-missing', 'has no description', 44, { description: undefined }],
    ['description-null', 'has a description of null', 48, { description: null }],
    ['note-number', 'has a number for note', 6, { note: 6 }],
    ['note-missing', 'has no note', 31, { note: undefined }],
    ['case-type-missing', 'has no caseType', 87, { caseType: undefined }],
    ['case-type-object', 'has an object for caseType', 43, { caseType: { name: 'iRecord' } }],
    ['procedure-null', 'has a procedure of null', 33, { procedure: null }],
    ['type-missing', 'has no type', 32, { type: undefined }],
    ['type-number', 'has a number for type', 86, { type: 3 }],
    ['send-to-missing', 'has no sendTo', 81, { sendTo: undefined }],
    ['send-to-null', 'has a sendTo of null', 5, { sendTo: null }],
  ),
  // A type would be one of no procedure (MAPS-06), so the unknown procedures stand on entries without one.
  'ITERO-MAPS-05': entries(
    ['procedure-unknown', 'has a procedure that is not one of the six', 33, { procedure: 'Crown and Bridge' }],
    ['procedure-truncated', 'has Denture for Denture/Removable, and no type', 88, { procedure: 'Denture', type: 'NA' }],
  ),
  'ITERO-MAPS-06': entries(
    ['type-of-other-procedure', 'of Appliance has a type of Invisalign', 44, { type: 'Vivera Retainer' }],
    ['type-unknown', 'of Implant Planning has a type that the appendix has not', 86, { type: 'Surgical guide' }],
    ['type-on-typeless-procedure', 'of Fixed Restorative has a type', 32, { type: 'Night guard' }],
  ),
  'ITERO-MAPS-07': entries(
    ['send-to-unknown', 'is sent to "dentalLab"', 46, { sendTo: 'dentalLab' }],
    ['send-to-label', 'is sent to "Myitero.com", the label of midc_only', 12, { sendTo: 'Myitero.com' }],
    ['send-to-empty', 'has an empty sendTo', 7, { sendTo: '' }],
  ),
  'ITERO-MAPS-11': entries(
    ['description-blank', 'has a description of white space', 45, { description: '  ' }],
    ['description-empty', 'has an empty description', 84, { description: '' }],
  ),
  'ITERO-MAPS-04': {
    // Another trio, so that MAPS-08 holds; the same send-to, so that whichever of the two is used needs the same lab.
    'map-id-twice': [
      'Two entries, with different types, have the same procedureMapId.',
      lists((maps) => [
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
  // The list and what is accepted agree on these, and each trio stays unique.
  'ITERO-MAPS-09': {
    'example-1-sent-chairside': ['Map 1 is sent chairside.', withMap(1, { sendTo: 'chairside' })],
    'example-1-of-other-procedure': ['Map 1 is an Invisalign map.', withMap(1, { procedure: 'Invisalign' })],
    'example-4-of-other-type': [
      'Maps 4 and 5 have each other’s type.',
      holds((maps) =>
        changed(changed(maps, 4, { type: 'Invisalign Aligners' }), 5, { type: 'Invisalign First Aligners' }),
      ),
    ],
    'example-30-sent-to-ortho-lab': ['Map 30 is sent to an ortho lab.', withMap(30, { sendTo: 'orthoLab' })],
    'example-41-of-a-type': ['Map 41 has a type.', withMap(41, { type: 'Bite Splint' })],
    'example-83-sent-chairside': ['Map 83 is sent chairside.', withMap(83, { sendTo: 'chairside' })],
    'example-85-of-other-type': ['Map 85 has another type.', withMap(85, { type: 'Surgical guide Bone supported' })],
  },
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
      lists((maps, call) => (call % 2 === 0 ? maps.slice(0, -1) : maps)),
    ],
    'maps-change-type-from-call-to-call': [
      'Every second list has other types on two maps.',
      lists((maps, call) =>
        call % 2 === 1
          ? maps
          : changed(changed(maps, 42, { type: 'Sports/Mouth guard' }), 44, { type: 'Clear aligners' }),
      ),
    ],
  },
})
