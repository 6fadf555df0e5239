import { broken, holds, notApplicable, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import { came, isAccepted, notWhole, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { documentedMap, documentedMaps } from '../../../generators/procedure-maps.ts'
import { type Entry, idFaults, type MapClause, mapClauses } from '../map-clauses.ts'
import { entriesOf, listOf } from '../map-list.ts'
import { callsOf, noList } from '../reads.ts'
import { rule } from '../rule.ts'
import { heldBy, unjudgeable } from '../statuses.ts'

/** Entries that a finding names. */
const NAMED = 3

const some = (faults: readonly string[]): string => {
  const more = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : ''
  return faults.slice(0, NAMED).join('; ') + more
}

/** A rule on each entry of the list. */
const onEntries = (id: keyof typeof mapClauses) => {
  const { expected, about, faultIn }: MapClause = mapClauses[id]
  return rule({
    needs: ['listed'],
    judge: ({ listed }): Finding => {
      const entries = entriesOf(listed) ?? []
      const subjects = entries.filter((entry) => about?.subject(entry) ?? true)
      if (subjects.length === 0) {
        const isNoneListed = id === 'ITERO-MAPS-09' && !entries.some((entry) => documentedMap(entry.procedureMapId))
        if (isNoneListed) return notApplicable('none of the common examples is listed')
        const leansOn = entries.length > 0 && about ? about.leansOn : 'ITERO-MAPS-02'
        return unobserved('no entry can be judged', `${leansOn} holds`, [leansOn], [listed])
      }
      const faultOf = faultIn(subjects)
      const faults = subjects.flatMap((entry) => {
        const fault = faultOf(entry)
        return fault === undefined ? [] : [`map ${toJson(entry.procedureMapId) ?? 'without ID'} ${fault}`]
      })
      return faults.length > 0
        ? broken(expected, some(faults), [listed])
        : holds(`${plural(subjects.length, 'entry')}`, [listed])
    },
  })
}

const sortedFields = (entry: Entry) => Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1))

/** What getAvailableProcedureMaps lists. */
export const rules = {
  /** "Upon success of the call the API returns the following" */
  'ITERO-MAPS-01': rule({
    needs: ['maps'],
    judge: ({ maps }) => {
      const calls = callsOf(maps)
      const expected = '200 with an object whose procedureMaps is an array that is not empty'
      for (const call of calls) {
        const doubt = unjudgeable('the available maps', call)
        if (doubt) return doubt
        if (status(call) === 401)
          return unobserved('it was refused without credentials', 'ITERO-AUTH-07 holds', ['ITERO-AUTH-07'], [call])
        const cut = notWhole(call)
        const list = listOf(call)
        if (isAccepted(call) && !list && cut !== undefined) return unobserved(cut, 'a whole answer', [], [call])
        if (!list) return broken(expected, came(call), [call])
        if (list.length === 0) return broken(expected, 'an empty array', [call])
      }
      return heldBy([200], plural(listOf(calls[0])?.length ?? 0, 'map'), calls)
    },
  }),
  'ITERO-MAPS-02': rule({
    needs: ['listed'],
    judge: ({ listed }) => {
      const all = listOf(listed) ?? []
      const faults = idFaults(all)
      return faults.length > 0
        ? broken('every entry has procedureMapId as a number', some(faults), [listed])
        : holds(`${plural(all.length, 'entry')}`, [listed])
    },
  }),
  'ITERO-MAPS-03': onEntries('ITERO-MAPS-03'),
  'ITERO-MAPS-04': onEntries('ITERO-MAPS-04'),
  'ITERO-MAPS-05': onEntries('ITERO-MAPS-05'),
  'ITERO-MAPS-06': onEntries('ITERO-MAPS-06'),
  'ITERO-MAPS-07': onEntries('ITERO-MAPS-07'),
  'ITERO-MAPS-08': onEntries('ITERO-MAPS-08'),
  'ITERO-MAPS-09': onEntries('ITERO-MAPS-09'),
  /** The examples are "common" ones: a target is expected to list them. */
  'ITERO-MAPS-10': rule({
    needs: ['listed'],
    judge: ({ listed }) => {
      const ids = new Set((entriesOf(listed) ?? []).map((entry) => Number(entry.procedureMapId)))
      const examples = documentedMaps.map(({ procedureMapId }) => procedureMapId)
      const absent = examples.filter((id) => !ids.has(id))
      return absent.length === 0
        ? holds('the six common examples are listed', [listed])
        : broken(`maps ${examples.join(', ')} are listed`, `${absent.join(', ')} not listed`, [listed])
    },
  }),
  'ITERO-MAPS-11': onEntries('ITERO-MAPS-11'),
  /** Nothing says that the maps change from call to call. */
  'ITERO-MAPS-12': rule({
    needs: ['maps'],
    judge: ({ maps }) => {
      const calls = callsOf(maps)
      const [first, second] = calls.map((call) =>
        entriesOf(call)
          ?.map((entry) => toJson(sortedFields(entry)))
          .sort(),
      )
      if (!first?.length || !second?.length) return noList(maps)
      if (toJson(first) === toJson(second)) return holds(`two calls, the same ${plural(first.length, 'map')}`, calls)
      const [before, after] = [new Set(first), new Set(second)]
      const gone = first.filter((entry) => !after.has(entry)).length
      const come = second.filter((entry) => !before.has(entry)).length
      return broken(
        'two calls give the same set of maps',
        `the second call lacks ${gone} and adds ${come} of the first's ${first.length}`,
        calls,
      )
    },
  }),
}
