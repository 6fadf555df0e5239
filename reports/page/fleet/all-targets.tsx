import { useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import type { FleetReportTarget } from '../../fleets/model.ts'
import { verdicts } from '../../verdicts.ts'
import { moment } from '../moment.ts'
import { useFleet } from './data.ts'
import { Table } from './table.tsx'
import { TargetName } from './target-name.tsx'

const STATES = ['judged', 'due', 'running', 'away', 'paused'] as const

/** Every target, narrowed by what is searched for and by where it stands. */
export function AllTargets() {
  const fleet = useFleet()
  const [search, setSearch] = useState('')
  const [state, setState] = useState('')
  const words = search.toLowerCase().split(/\s+/)
  const items = fleet.targets.filter(
    (target) =>
      (state === '' || (state === 'failing' ? Boolean(target.last?.fails.length) : target.state === state)) &&
      words.every((word) => textOf(target).includes(word)),
  )
  return (
    <Table
      id="targets"
      title={plural(fleet.targets.length, 'target')}
      columns={['Target', 'Profile', 'Group', 'State', 'Last run', 'Verdicts', 'Fails']}
      items={items}
      noun="target"
      keyOf={({ name }) => name}
      cells={(target) => [
        <TargetName key="name" name={target.name} />,
        target.profile,
        target.group,
        target.state,
        target.last ? moment(target.last.startedAt) : '',
        countsOf(target),
        <code key="fails">{target.last?.fails.join(' ') || target.reason}</code>,
      ]}
    >
      <p class="fleet-filter">
        <label>
          Search <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>{' '}
        <label>
          State{' '}
          <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
            <option value="">any</option>
            <option value="failing">failing</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>{' '}
        <span role="status">{items.length} shown</span>
      </p>
    </Table>
  )
}

const texts = new WeakMap<FleetReportTarget, string>()

/** All that is searched in. */
function textOf(target: FleetReportTarget): string {
  const { name, profile, group, baseUrl, serverVersion, last } = target
  const text =
    texts.get(target) ?? [name, profile, group, baseUrl, serverVersion, last?.fails.join(' ')].join(' ').toLowerCase()
  texts.set(target, text)
  return text
}

function countsOf({ last }: FleetReportTarget): string {
  if (!last) return 'not judged yet'
  return verdicts
    .filter(({ count }) => last.summary[count] > 0)
    .map(({ count, label }) => `${last.summary[count]} ${label}`)
    .join(', ')
}
