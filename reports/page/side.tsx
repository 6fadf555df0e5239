import type { Change, Exchange } from '../../engine/exchange.ts'
import { notesOf } from '../notes.ts'
import { duration } from '../verdicts.ts'
import { Message } from './message.tsx'
import type { View } from './view.ts'

interface SideProps {
  title: string | undefined
  exchange: Exchange
  changes: Change[]
  removed: Change[]
  view: View
}

/** What was sent and what came, of a control, a variation, or an exchange that stands for itself. */
export function Side({ title, exchange, changes, removed, view }: SideProps) {
  const { request, response, error } = exchange
  return (
    <div class="column">
      {title && (
        <h5>
          {title} <span class="about">{exchange.id}</span>
        </h5>
      )}
      <Message
        title="Request"
        line={`${request.method} ${request.url}`}
        note={request.body === null ? undefined : bytes(new TextEncoder().encode(request.body).length)}
        headers={request.headers}
        body={request.body ?? ''}
        changes={changes}
        removed={removed}
        view={view}
      />
      {response && (
        <Message
          title="Response"
          line={`${response.status}`}
          note={[duration(exchange.durationMs), bytes(response.bytes), ...notesOf(exchange)].join('; ')}
          headers={response.headers}
          body={response.body}
          changes={[]}
          removed={[]}
          view={view}
        />
      )}
      {error && (
        <p class="aside">
          <strong>No answer: {error.kind}.</strong> {error.message}
        </p>
      )}
    </div>
  )
}

function bytes(count: number): string {
  return `${count.toLocaleString('en-US')} bytes`
}
