import { moment } from '../moment.ts'
import { Verdict } from '../verdict.tsx'
import { useFleet } from './data.ts'
import { Table } from './table.tsx'
import { TargetName } from './target-name.tsx'

/** What is another verdict than before. */
export function Changes() {
  const { changes, changedSince } = useFleet()
  return (
    <Table
      id="changes"
      title={`Changed since ${moment(changedSince)}`}
      {...(changes.length === 0 ? { note: 'Nothing.' } : {})}
      columns={['Target', 'Rule', 'Was', 'Is', 'When']}
      items={changes}
      noun="change"
      keyOf={({ target, requirement, at }) => `${target} ${requirement} ${at}`}
      cells={({ target, requirement, from, to, at }) => [
        <TargetName key="target" name={target} />,
        <code key="rule">{requirement}</code>,
        <Verdict key="from" name={from} />,
        <Verdict key="to" name={to} />,
        moment(at),
      ]}
    />
  )
}
