import { useMemo } from 'preact/hooks'
import { visible } from '../../../reports/inert.ts'
import { Copy } from '../../../reports/page/copy.tsx'
import { Exchanges, HeadingLevel } from '../../../reports/page/exchange-source.ts'
import { Scroll } from '../../../reports/page/scroll.tsx'
import type { SituationTally, Tally } from '../../progress/tally.ts'
import type { LiveRun, RunKind } from '../model.ts'
import { Limit } from './limit.tsx'
import { Passed } from './passed.tsx'
import { servedExchanges } from './served-exchanges.ts'
import { Situations } from './situations.tsx'
import { usePassed } from './use-passed.ts'

/** How a proxy or a drill stands while it goes on. */
export function Standing({ run: { kind, targets }, now }: { run: LiveRun; now: number }) {
  const tallies = Object.values(targets)
  return (
    <>
      {kind === 'drill'
        ? tallies.map((one) => <Limit key={one.name} tally={one} now={now} />)
        : tallies.map((one) => one.listening && <Listening key={one.name} {...one.listening} />)}
    </>
  )
}

/** Where the client is to be pointed at. */
function Listening({ url, credentials }: NonNullable<Tally['listening']>) {
  return (
    <section class="live" aria-label="Where it listens">
      <p>
        Point your client at <code>{url}</code> <Copy text={url}>Copy</Copy>
      </p>
      {credentials && (
        <details>
          <summary>Credentials that the embedded mock takes</summary>
          <Scroll label="Credentials" class="scroll">
            <pre>{visible(JSON.stringify(credentials, null, 2), { lines: true })}</pre>
          </Scroll>
        </details>
      )}
    </section>
  )
}

interface TrafficProps {
  id: string
  kind: RunKind
  /** Where this server started it. */
  live: LiveRun | undefined
  /** While it goes on. */
  now: number | undefined
}

/** What passed between a client and its server: of a drill, situation by situation. */
export function Traffic({ id, kind, live, now }: TrafficProps) {
  const tallies = Object.values(live?.targets ?? {})
  const requests = tallies.reduce((sum, one) => sum + one.requests, 0)
  const exchanges = usePassed(id, `${live?.state} ${requests}`)
  const source = useMemo(() => servedExchanges(id), [id])
  const told: Record<string, SituationTally> = Object.assign({}, ...tallies.map(({ situations }) => situations))
  return (
    <HeadingLevel.Provider value={3}>
      <Exchanges.Provider value={source}>
        {kind === 'drill' ? (
          <Situations told={told} exchanges={exchanges} now={now} />
        ) : (
          <Passed exchanges={exchanges} />
        )}
      </Exchanges.Provider>
    </HeadingLevel.Provider>
  )
}
