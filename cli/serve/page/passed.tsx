import { useContext, useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import { ExchangeCard } from '../../../reports/page/exchange-card.tsx'
import { Exchanges } from '../../../reports/page/exchange-source.ts'
import { Opened } from '../../../reports/page/experiment.tsx'
import type { Passing } from '../model.ts'

/** Exchanges that are listed at first, and that each press of the button adds. */
const PAGE = 50

/** What passed between a client and its server, the newest last. */
export function Passed({ exchanges }: { exchanges: readonly Passing[] }) {
  const [words, setWords] = useState('')
  const found = exchanges.filter((one) => matches(one, words))
  return (
    <section class="passed" aria-labelledby="passed-title">
      <h2 id="passed-title">Traffic</h2>
      <p class="buttons">
        <Search words={words} setWords={setWords} />
        <span role="status">
          {words ? `${found.length} of ${plural(exchanges.length, 'exchange')}` : plural(exchanges.length, 'exchange')}
        </span>
      </p>
      {exchanges.length === 0 && <p class="note">Nothing has passed yet.</p>}
      <Latest exchanges={found} />
    </section>
  )
}

export function Search({ words, setWords }: { words: string; setWords: (words: string) => void }) {
  return (
    <input
      class="field"
      type="search"
      placeholder="Search exchanges"
      aria-label="Search exchanges"
      value={words}
      onInput={(event) => setWords(event.currentTarget.value)}
    />
  )
}

/** Whether all words stand in what is shown of an exchange. */
export function matches({ what, operation, request, response, error, id }: Passing, words: string): boolean {
  const text = [what, operation, request.method, request.url, response?.status ?? error?.kind, id]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function Latest({ exchanges }: { exchanges: readonly Passing[] }) {
  const [length, setLength] = useState(PAGE)
  const earlier = exchanges.length - length
  return (
    <>
      {earlier > 0 && (
        <button type="button" class="plain" onClick={() => setLength(length + PAGE)}>
          Show {Math.min(PAGE, earlier)} of {earlier} earlier
        </button>
      )}
      {exchanges.slice(-length).map((one) => (
        <PassedCard key={one.id} exchange={one} />
      ))}
    </>
  )
}

/** One exchange; its messages are asked for when it is opened. */
export function PassedCard({ exchange }: { exchange: Passing }) {
  return (
    <ExchangeCard exchange={exchange} open={false}>
      {() => <Messages id={exchange.id} />}
    </ExchangeCard>
  )
}

function Messages({ id }: { id: string }) {
  const exchange = useContext(Exchanges).useExchanges([id])?.get(id)
  return exchange ? <Opened exchange={exchange} /> : <p class="aside">Asking for the messages…</p>
}
