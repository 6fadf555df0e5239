import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, notApplicable, unobserved } from '../../engine/finding.ts'
import { isNumber, toJson } from '../../engine/json.ts'
import { came, isAccepted, notWhole, status } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import {
  countsOf,
  type Entry,
  EXAMPLES,
  entriesOf,
  fitsExample,
  folded,
  isEntry,
  isNoType,
  listOf,
  PROCEDURES,
  SEND_TO,
  sameName,
  typesOf,
} from './map-list.ts'
import type { Itero } from './open.ts'
import type { MapList } from './reads.ts'
import type { RequirementId } from './requirements.gen.ts'
import { rule } from './rule.ts'
import { heldBy, unjudgeable } from './statuses.ts'

/** Entries that a finding names. */
const NAMED = 3

/** The calls whose answers the rules on the list are about: those without credentials, or where these were refused those with. */
const callsOf = ({ calls, withCredentials }: MapList): Exchange[] =>
  withCredentials.length > 0 ? withCredentials : calls

const probe = ({ reads }: Itero) => reads.list()

/** The list of the first call that has one: all of it, and what of it are entries. */
function listed(list: MapList): { call: Exchange; all: unknown[]; entries: Entry[] } | undefined {
  for (const call of callsOf(list)) {
    const all = listOf(call)
    if (all && all.length > 0) return { call, all, entries: all.filter(isEntry) }
  }
  return undefined
}

const noList = (list: MapList) =>
  unobserved('no list of maps was answered', 'the target lists its maps', ['ITERO-MAPS-01'], callsOf(list))

function brokenBy(faults: readonly string[], expected: string, call: Exchange): Finding {
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : ''
  return broken(expected, faults.slice(0, NAMED).join('; ') + more, [call])
}

/**
 * A rule on each entry.
 *
 * @param about leaves out the entries that are another rule's matter
 * @param breaks given all entries that it is about, tells what is wrong with one of them
 */
const onEntries = (
  id: RequirementId,
  expected: string,
  about: { subject: (entry: Entry) => boolean; leansOn: RequirementId } | undefined,
  breaks: (entries: readonly Entry[]) => (entry: Entry) => string | undefined,
) =>
  rule(id, {
    probe,
    judge: (list): Finding => {
      const found = listed(list)
      if (!found) return noList(list)
      const subjects = found.entries.filter((entry) => about?.subject(entry) ?? true)
      if (subjects.length === 0) {
        const leansOn = found.entries.length > 0 && about ? about.leansOn : 'ITERO-MAPS-02'
        return unobserved('no entry can be judged', `${leansOn} holds`, [leansOn], [found.call])
      }
      const fault = breaks(subjects)
      const faults = subjects.flatMap((entry) => {
        const told = fault(entry)
        return told === undefined ? [] : [`map ${toJson(entry.procedureMapId) ?? 'without ID'} ${told}`]
      })
      if (faults.length > 0) return brokenBy(faults, expected, found.call)
      return holds(`${subjects.length} entries`, [found.call])
    },
  })

/** "Upon success of the call the API returns the following" */
export const listsMaps = rule('ITERO-MAPS-01', {
  probe,
  judge: (list) => {
    const calls = callsOf(list)
    const expected = '200 with an object whose procedureMaps is an array that is not empty'
    for (const call of calls) {
      const doubt = unjudgeable('the available maps', call)
      if (doubt) return doubt
      if (status(call) === 401)
        return unobserved('it was refused without credentials', 'ITERO-AUTH-07 holds', ['ITERO-AUTH-07'], [call])
      if (!isAccepted(call)) return broken(expected, came(call), [call])
      const maps = listOf(call)
      const cut = notWhole(call)
      if (!maps && cut !== undefined) return unobserved(cut, 'a whole answer', [], [call])
      if (!maps) return broken(expected, came(call), [call])
      if (maps.length === 0) return broken(expected, 'an empty array', [call])
    }
    return heldBy([200], `${listOf(calls[0])?.length} maps`, calls)
  },
})

/** "procedureMapId": number. What is no object has none either; it is no other rule's matter. */
export const idsAreNumbers = rule('ITERO-MAPS-02', {
  probe,
  judge: (list) => {
    const found = listed(list)
    if (!found) return noList(list)
    const faults = found.all.flatMap((entry, nth) => {
      const id = isEntry(entry) ? entry.procedureMapId : undefined
      if (isNumber(id)) return []
      const told = isEntry(entry) ? `has procedureMapId ${toJson(id) ?? 'left out'}` : 'is no object'
      return [`entry ${nth + 1} ${told}`]
    })
    if (faults.length > 0) return brokenBy(faults, 'every entry has procedureMapId as a number', found.call)
    return holds(`${found.all.length} entries`, [found.call])
  },
})

const TEXTS = ['description', 'note', 'caseType', 'procedure', 'type', 'sendTo'] as const
const MAY_BE_NULL: readonly string[] = ['note', 'caseType', 'type']

/** "description": string, and so on; note, case type and type may have nothing to say. */
export const textsAreStrings = onEntries(
  'ITERO-MAPS-03',
  'description, note, caseType, procedure, type and sendTo are strings (note, caseType and type may be null)',
  undefined,
  () => (entry) => {
    const faulty = TEXTS.filter(
      (field) => typeof entry[field] !== 'string' && !(entry[field] === null && MAY_BE_NULL.includes(field)),
    )
    if (faulty.length === 0) return undefined
    return faulty
      .map((field) => (field in entry ? `has ${field} ${toJson(entry[field])}` : `has no ${field}`))
      .join(', ')
  },
)

/** "ID of the trio" */
export const idsAreUnique = onEntries('ITERO-MAPS-04', 'procedureMapId is unique in the list', undefined, (entries) => {
  const counts = countsOf(entries.map((entry) => entry.procedureMapId))
  return ({ procedureMapId }) => {
    const count = counts.get(procedureMapId) as number
    return count > 1 && procedureMapId !== undefined ? `stands ${count} times` : undefined
  }
})

const hasText = (field: 'procedure' | 'sendTo') => (entry: Entry) => typeof entry[field] === 'string'

/** "One of 6 available procedures. Check the appendix" */
export const proceduresAreKnown = onEntries(
  'ITERO-MAPS-05',
  `procedure is one of ${Object.keys(PROCEDURES).join(', ')}`,
  { subject: hasText('procedure'), leansOn: 'ITERO-MAPS-03' },
  () =>
    ({ procedure }) =>
      typesOf(procedure as string) ? undefined : `has procedure ${toJson(procedure)}`,
)

/** "Procedure type if applicable. Check the appendix" */
export const typesBelong = onEntries(
  'ITERO-MAPS-06',
  "type is one of that procedure's types in the appendix, or none",
  {
    // A type that is no string or is not there, and a procedure that is unknown, are other rules' matter.
    subject: ({ procedure, type }) =>
      typeof procedure === 'string' && typesOf(procedure) !== undefined && (type === null || typeof type === 'string'),
    leansOn: 'ITERO-MAPS-05',
  },
  () =>
    ({ procedure, type }) => {
      if (isNoType(type) || typesOf(procedure as string)?.some((name) => sameName(name, type as string)))
        return undefined
      return `has type ${toJson(type)} with procedure ${toJson(procedure)}`
    },
)

/** "Send To Options" */
export const sendToIsAnOption = onEntries(
  'ITERO-MAPS-07',
  `sendTo is one of ${SEND_TO.join(', ')}`,
  { subject: hasText('sendTo'), leansOn: 'ITERO-MAPS-03' },
  () =>
    ({ sendTo }) =>
      SEND_TO.includes(sendTo as never) ? undefined : `has sendTo ${toJson(sendTo)}`,
)

const trio = ({ procedure, type, sendTo }: Entry) =>
  toJson([folded(procedure as string), isNoType(type) ? null : folded(type as string), folded(sendTo as string)])

/** "The combination of these three parameters … has a unique number." */
export const triosAreUnique = onEntries(
  'ITERO-MAPS-08',
  'the trio of procedure, type and sendTo is unique',
  {
    subject: ({ procedure, type, sendTo }) =>
      typeof procedure === 'string' && typeof sendTo === 'string' && (type === null || typeof type === 'string'),
    leansOn: 'ITERO-MAPS-03',
  },
  (entries) => {
    const ids = new Map<string, unknown[]>()
    for (const entry of entries) {
      const same = ids.get(trio(entry)) ?? []
      // An entry that stands twice with its ID is the unique ID's matter.
      if (!same.includes(entry.procedureMapId) && same.length < 2) ids.set(trio(entry), [...same, entry.procedureMapId])
    }
    return (entry) => {
      const twin = ids.get(trio(entry))?.filter((id) => id !== entry.procedureMapId) ?? []
      return twin.length > 0 ? `has the trio of map ${toJson(twin[0])}` : undefined
    }
  },
)

/** "Below are some common examples" */
export const examplesFit = rule('ITERO-MAPS-09', {
  probe,
  judge: (list) => {
    const found = listed(list)
    if (!found) return noList(list)
    const judgeable = found.entries.filter(
      (entry) =>
        fitsExample(entry) !== undefined &&
        typeof entry.procedure === 'string' &&
        typesOf(entry.procedure) !== undefined &&
        (entry.type === null || typeof entry.type === 'string') &&
        SEND_TO.includes(entry.sendTo as never),
    )
    const wrong = judgeable.find((entry) => !fitsExample(entry))
    if (wrong) {
      const { procedures, types, sendTo } = EXAMPLES[Number(wrong.procedureMapId)] as (typeof EXAMPLES)[number]
      const expected = `map ${wrong.procedureMapId} is ${procedures.join(' or ')}, ${types.map((type) => type ?? 'no type').join(' or ')}, ${sendTo}`
      return broken(
        expected,
        `it is ${[wrong.procedure, wrong.type, wrong.sendTo].map((part) => toJson(part)).join(', ')}`,
        [found.call],
      )
    }
    if (!found.entries.some((entry) => fitsExample(entry) !== undefined))
      return notApplicable('none of the common examples is listed')
    if (judgeable.length === 0) {
      return unobserved(
        'no common example is listed in a form that can be compared',
        'ITERO-MAPS-03 holds',
        ['ITERO-MAPS-03'],
        [found.call],
      )
    }
    return holds(`${judgeable.length} of the common examples have their trio`, [found.call])
  },
})

/** The examples are "common" ones: a target is expected to list them. */
export const examplesAreListed = rule('ITERO-MAPS-10', {
  probe,
  judge: (list) => {
    const found = listed(list)
    if (!found) return noList(list)
    const ids = found.entries.map((entry) => Number(entry.procedureMapId))
    const absent = Object.keys(EXAMPLES).filter((id) => !ids.includes(Number(id)))
    if (absent.length === 0) return holds('the six common examples are listed', [found.call])
    return broken(`maps ${Object.keys(EXAMPLES).join(', ')} are listed`, `${absent.join(', ')} not listed`, [
      found.call,
    ])
  },
})

/** "Description of the procedure" */
export const descriptionsSaySomething = onEntries(
  'ITERO-MAPS-11',
  'description is not blank',
  { subject: ({ description }) => typeof description === 'string', leansOn: 'ITERO-MAPS-03' },
  () =>
    ({ description }) =>
      (description as string).trim() === '' ? 'has a blank description' : undefined,
)

/** Nothing says that the maps change from call to call. */
export const listIsStable = rule('ITERO-MAPS-12', {
  probe,
  judge: (list) => {
    const calls = callsOf(list)
    const sets = calls.map((call) =>
      entriesOf(call)
        ?.map((entry) => toJson(sortedFields(entry)))
        .sort(),
    )
    const [first, second] = sets
    if (!first || !second || first.length === 0 || second.length === 0) return noList(list)
    if (toJson(first) === toJson(second)) return holds(`two calls, the same ${first.length} maps`, calls)
    const [before, after] = [new Set(first), new Set(second)]
    const gone = first.filter((entry) => !after.has(entry)).length
    const come = second.filter((entry) => !before.has(entry)).length
    return broken(
      'two calls give the same set of maps',
      `the second call lacks ${gone} and adds ${come} of the first's ${first.length}`,
      calls,
    )
  },
})

const sortedFields = (entry: Entry) => Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1))
