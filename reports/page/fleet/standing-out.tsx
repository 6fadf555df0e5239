import { standingOut } from '../../fleets/words.ts'
import { useFleet } from './data.ts'
import { Table } from './table.tsx'
import { TargetName } from './target-name.tsx'

/** Targets that are listed as standing out. */
const LISTED = 20

/** The targets that fail at more than the others. */
export function StandingOut() {
  const items = standingOut(useFleet(), LISTED)
  if (items.length === 0) return null
  return (
    <Table
      id="standing-out"
      title="Targets that stand out"
      note="They fail at more rules than half of the targets at which anything fails."
      columns={['Target', 'Fails', 'Rules']}
      items={items}
      noun="target"
      keyOf={({ name }) => name}
      cells={({ name, last }) => [
        <TargetName key="name" name={name} />,
        last!.fails.length,
        <code key="fails">{last!.fails.join(' ')}</code>,
      ]}
    />
  )
}
