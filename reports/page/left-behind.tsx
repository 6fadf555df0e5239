import { useState } from 'preact/hooks'
import type { TargetReport } from '../model.ts'
import { usePrinting } from './printing.ts'

/** Lines that are shown at first. */
const FEW = 40

/** What the run's writes made at the target and nothing took away again: somebody may have to. */
export function LeftBehind({ lines, kind }: { lines: string[]; kind: TargetReport['kind'] }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const shown = lines.slice(0, all || printing ? undefined : FEW)
  return (
    <section class="drawing left-behind" id="left-behind" aria-labelledby="left-behind-title">
      <h2 id="left-behind-title">
        Left behind <span class="number">{lines.length}</span>
      </h2>
      <p class="note">
        {kind === 'mock'
          ? 'What the run wrote; the embedded mock is gone, and all of it with it.'
          : 'What the run wrote and nothing has removed. It stands at the target until somebody does.'}
      </p>
      <ol>
        {shown.map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </ol>
      {shown.length < lines.length && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show all {lines.length.toLocaleString('en-US')}
        </button>
      )}
    </section>
  )
}

/** The exchange that made it stands in brackets at the end of the line. */
function Line({ line }: { line: string }) {
  const [, made, exchange] = /^(.+) (\([^()]*\))$/s.exec(line) ?? []
  return <li>{made === undefined ? line : [made, ' ', <span class="about">{exchange}</span>]}</li>
}
