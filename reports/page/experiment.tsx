import { useContext, useState } from 'preact/hooks'
import type { Exchange } from '../../engine/exchange.ts'
import { Changes } from './changes.tsx'
import { ExchangeCard } from './exchange-card.tsx'
import { Exchanges } from './exchange-source.ts'
import { Repeat } from './repeat.tsx'
import { Side } from './side.tsx'
import type { View } from './view.ts'

/** One exchange; a variation stands beside the control that it changes. */
export function Experiment({ exchange, open }: { exchange: Exchange; open: boolean }) {
  return (
    <ExchangeCard exchange={exchange} open={open}>
      {() => <Opened exchange={exchange} />}
    </ExchangeCard>
  )
}

/** The messages of an exchange, and how to send it again. */
export function Opened({ exchange }: { exchange: Exchange }) {
  const [view, setView] = useState<View>('pretty')
  const { useExchanges, variablesOf } = useContext(Exchanges)
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
