import { useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import type { FleetFinding } from '../../fleets/model.ts'
import { moment } from '../moment.ts'
import { Verdict } from '../verdict.tsx'
import { useFleet } from './data.ts'
import { Table } from './table.tsx'
import { TargetName } from './target-name.tsx'

/** Targets that are listed under a rule. */
const LISTED = 50

/** Which rules do not hold, where, and since when. */
export function FailingRules() {
  const { findings } = useFleet()
  return (
    <Table
      id="rules"
      title="Rules that do not hold"
      note={
        findings.length === 0
          ? 'Every rule that was judged holds at every target.'
          : 'Those that fail first, and of each those at most targets.'
      }
      columns={['Rule', 'Verdict', 'Since', 'Targets']}
      items={findings}
      noun="rule"
      keyOf={({ requirement, verdict }) => `${requirement} ${verdict}`}
      cells={(finding) => [
        <code key="rule">{finding.requirement}</code>,
        <Verdict key="verdict" name={finding.verdict} />,
        moment(finding.targets[0]!.since),
        <Where key="where" finding={finding} />,
      ]}
    />
  )
}

/** The targets at which a rule does not hold; they are listed when they are asked for. */
function Where({ finding: { targets } }: { finding: FleetFinding }) {
  const [open, setOpen] = useState(false)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{plural(targets.length, 'target')}</summary>
      {open && (
        <ul class="where">
          {targets.slice(0, LISTED).map(({ name, since, message }) => (
            <li key={name}>
              <strong>
                <TargetName name={name} />
              </strong>{' '}
              since {moment(since)}: {message}
            </li>
          ))}
          {targets.length > LISTED && <li>{plural(targets.length - LISTED, 'further target')} in fleet.json.</li>}
        </ul>
      )}
    </details>
  )
}
