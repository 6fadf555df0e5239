import { useContext, useState } from 'preact/hooks'
import { Exchanges } from './exchange-source.ts'
import { Experiment } from './experiment.tsx'
import { usePrinting } from './printing.ts'

/** Exchanges that are listed at first, and that each press of the button adds. */
const PAGE = 20

/** Exchanges that are printed. */
export const PRINTED = 3

/** The exchanges that a verdict rests on. */
export function Evidence({ ids }: { ids: string[] }) {
  const [length, setLength] = useState(PAGE)
  const printing = usePrinting()
  const shown = ids.slice(0, printing ? PRINTED : length)
  const exchanges = useContext(Exchanges).useExchanges(shown)
  if (ids.length === 0) return <p class="aside">No exchange was needed for this verdict.</p>
  if (!exchanges) return <p class="aside">Unpacking the exchanges…</p>
  const listed = shown.flatMap((id) => exchanges.get(id) ?? [])
  // A control is shown beside its variations, not again on its own.
  const controls = new Set(listed.map((one) => one.controlId))
  const cards = listed.filter((one) => !controls.has(one.id))
  return (
    <div class="evidence">
      <h4>
        Evidence <span class="number">{ids.length}</span>
      </h4>
      {cards.map((exchange, at) => (
        <Experiment key={exchange.id} exchange={exchange} open={at === 0} />
      ))}
      {ids.length > length && (
        <button type="button" class="plain" onClick={() => setLength(length + PAGE)}>
          Show {Math.min(PAGE, ids.length - length)} more of {ids.length - length}
        </button>
      )}
    </div>
  )
}
