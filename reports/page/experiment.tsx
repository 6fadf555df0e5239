import { useState } from 'preact/hooks'
import type { Change, Exchange } from '../../engine/exchange.ts'
import { curl } from '../curl.ts'
import { visible } from '../inert.ts'
import { duration } from '../verdicts.ts'
import { Copy } from './copy.tsx'
import { Message, type View } from './message.tsx'
import { Scroll } from './scroll.tsx'
import { useExchanges } from './store.ts'

/** One exchange; a variation stands beside the control that it changes. */
export function Experiment({ exchange, open: openAtFirst }: { exchange: Exchange; open: boolean }) {
  const [open, setOpen] = useState(openAtFirst)
  return (
    <details class="exchange" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Status exchange={exchange} />
        <span class="what">{exchange.what}</span>
        <span class="about">
          {exchange.purpose} · {exchange.operation} · {duration(exchange.durationMs)}, at{' '}
          {(exchange.at / 1000).toFixed(2)} s · {exchange.id}
        </span>
      </summary>
      {open && <Opened exchange={exchange} />}
    </details>
  )
}

function Opened({ exchange }: { exchange: Exchange }) {
  const [view, setView] = useState<View>('pretty')
  const { controlId, changes = [] } = exchange
  const control = useExchanges(controlId === undefined ? [] : [controlId])?.get(controlId ?? '')
  const command = curl(exchange.request)
  return (
    <div class="opened">
      <div class="tools">
        {changes.length > 0 && <Changes changes={changes} controlId={controlId} />}
        <ViewChoice view={view} setView={setView} />
      </div>
      <div class={control ? 'sides' : 'side'}>
        {control && <Side title="Control" exchange={control} changes={changes} removed={[]} view={view} />}
        <Side
          title={control ? 'Variation' : undefined}
          exchange={exchange}
          changes={changes}
          removed={changes.filter((change) => !('to' in change))}
          view={view}
        />
      </div>
      <div class="curl">
        <div class="bar">
          <h5>Repeat it</h5>
          <Copy text={command}>Copy</Copy>
        </div>
        <Scroll label="curl command" class="scroll command">
          <pre>{command}</pre>
        </Scroll>
      </div>
    </div>
  )
}

function Status({ exchange: { response, error, case: cost } }: { exchange: Exchange }) {
  // Only trouble has a colour: whether 200 is good or bad depends on the rule.
  return (
    <span class={!response || response.status >= 500 ? 'status trouble' : 'status'}>
      {response?.status ?? error?.kind}
      {cost === 'refused' && <span class="cost"> limit</span>}
    </span>
  )
}

function ViewChoice({ view, setView }: { view: View; setView: (view: View) => void }) {
  return (
    <fieldset class="views">
      <legend>Bodies</legend>
      {(['pretty', 'raw'] as const).map((one) => (
        <button key={one} type="button" class="chip" aria-pressed={view === one} onClick={() => setView(one)}>
          {one}
        </button>
      ))}
    </fieldset>
  )
}

/** What was changed, and nothing else was. */
function Changes({ changes, controlId }: { changes: Change[]; controlId: string | undefined }) {
  return (
    <ul class="changes" aria-label={`Changed against ${controlId}`}>
      {changes.map((change) => (
        <li key={change.at}>
          <code>{visible(change.at)}</code>
          <del>{'from' in change ? shown(change.from) : 'absent'}</del>
          <span aria-hidden="true">→</span>
          <ins>{'to' in change ? shown(change.to) : 'left out'}</ins>
        </li>
      ))}
    </ul>
  )
}

/** Characters of a value that fit in the line of changes. */
const SHOWN = 200

function shown(value: unknown): string {
  const json = visible(JSON.stringify(value))
  return json.length <= SHOWN ? json : `${json.slice(0, SHOWN)}…`
}

interface SideProps {
  title: string | undefined
  exchange: Exchange
  changes: Change[]
  removed: Change[]
  view: View
}

function Side({ title, exchange, changes, removed, view }: SideProps) {
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
          note={`${duration(exchange.durationMs)}, ${response.bytes.toLocaleString('en-US')} bytes${response.truncated ? ', cut off' : ''}`}
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
