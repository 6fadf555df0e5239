import { useState } from 'preact/hooks'
import type { Exchange } from '../../engine/exchange.ts'
import { duration } from '../verdicts.ts'
import { Changes } from './changes.tsx'
import { Repeat } from './repeat.tsx'
import { Side } from './side.tsx'
import { useExchanges, variablesOf } from './store.ts'
import type { View } from './view.ts'

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
  return (
    <div class="opened">
      <div class="tools">
        {changes.length > 0 && <Changes changes={changes} control={control} exchange={exchange} />}
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
      <Repeat request={exchange.request} variables={variablesOf(exchange.target)} />
    </div>
  )
}

function Status({ exchange }: { exchange: Exchange }) {
  const { response, case: cost } = exchange
  // Only trouble has a colour: whether 200 is good or bad depends on the rule.
  return (
    <span class={!response || response.status >= 500 ? 'status trouble' : 'status'}>
      {response?.status ?? exchange.error?.kind}
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
