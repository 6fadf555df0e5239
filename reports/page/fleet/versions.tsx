import type { byVersion } from '../../fleets/words.ts'
import { Table } from './table.tsx'

/** Groups of targets by what their servers say of themselves. */
export function Versions({ versions }: { versions: ReturnType<typeof byVersion> }) {
  return (
    <Table
      id="versions"
      title="By server version"
      columns={['Version', 'Targets', 'Failing']}
      items={versions}
      noun="version"
      keyOf={({ version }) => version}
      cells={({ version, targets, failing }) => [version, targets, failing]}
    />
  )
}
