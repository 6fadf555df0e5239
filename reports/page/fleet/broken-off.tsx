import { moment } from '../moment.ts'
import { useFleet } from './data.ts'
import { Table } from './table.tsx'
import { TargetName } from './target-name.tsx'

/** Runs that were killed or interrupted, and what they may have left at their targets. */
export function BrokenOff() {
  const { brokenOff } = useFleet()
  if (brokenOff.length === 0) return null
  return (
    <Table
      id="broken-off"
      title="Runs that broke off"
      note="They gave no verdict: their targets are judged again."
      columns={['Target', 'Begun', 'Why', 'What it may have left there']}
      items={brokenOff}
      noun="run"
      keyOf={({ target, at }) => `${target} ${at}`}
      cells={({ target, at, reason, leftBehind }) => [
        <TargetName key="target" name={target} />,
        moment(at),
        reason,
        leftBehind.join(', ') || 'nothing',
      ]}
    />
  )
}
