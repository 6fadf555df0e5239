import type { Change, Exchange } from '../../engine/exchange.ts'
import { visible } from '../inert.ts'

interface ChangesProps {
  changes: Change[]
  exchange: Exchange
  /** Undefined while it is unpacked, and where the report does not have it. */
  control: Exchange | undefined
}

/** The experiment in two lines: what was changed (and nothing else was), and what that made of the answer. */
export function Changes({ changes, exchange, control }: ChangesProps) {
  return (
    <div class="experiment">
      <ul class="changes" aria-label={`Changed against ${exchange.controlId}`}>
        {changes.map((change) => (
          <li key={change.at}>
            <code>{visible(change.at)}</code>
            <del>{'from' in change ? shown(change.from) : 'absent'}</del>
            <span aria-hidden="true">→</span>
            <ins>{'to' in change ? shown(change.to) : 'left out'}</ins>
          </li>
        ))}
      </ul>
      {control && (
        <p class="outcome">
          {changes.length === 1 ? 'The one difference.' : `${changes.length} differences.`} The control drew{' '}
          <strong>{answer(control)}</strong>, the variation <strong>{answer(exchange)}</strong>.
        </p>
      )}
    </div>
  )
}

function answer({ response, error }: Exchange): string {
  return response ? String(response.status) : `no answer (${error?.kind})`
}

/** Characters of a value that fit in the line of changes. */
const SHOWN = 200

function shown(value: unknown): string {
  const json = visible(JSON.stringify(value))
  return json.length <= SHOWN ? json : `${json.slice(0, SHOWN)}…`
}
