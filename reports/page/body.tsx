import { Fragment } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { Change } from '../../engine/exchange.ts'
import { plural } from '../../engine/words.ts'
import { visible } from '../inert.ts'
import { foldedLines } from './folded.ts'
import { JsonLine, type ShownLine, withRemoved } from './json-line.tsx'
import { prettyJson } from './pretty-json.ts'
import { Scroll } from './scroll.tsx'
import type { View } from './view.ts'

interface BodyProps {
  title: string
  text: string
  /** JSON pointers of what differs between control and variation. */
  changed: string[]
  removed: Change[]
  view: View
}

/** Lines, and characters of raw text, that are shown before somebody asks for all of them. */
const LINES = 200
const CHARS = 20_000
/** Text beyond this is not laid out. */
const PRETTY_CHARS = 2_000_000

export function Body({ title, text, changed, removed, view }: BodyProps) {
  const [all, setAll] = useState(false)
  const lines = useMemo(() => {
    const laidOut = view === 'pretty' && text.length <= PRETTY_CHARS ? prettyJson(text) : undefined
    return laidOut && withRemoved(laidOut, removed)
  }, [text, view])
  if (text === '') return <p class="nobody">no body</p>
  const whole = changed.includes('')
  const size = lines ? lines.length : text.length
  const limit = lines ? LINES : CHARS
  return (
    <>
      <Scroll label={`${title} body`} class={whole ? 'scroll payload changed' : 'scroll payload'}>
        {lines ? (
          <Lines lines={lines.slice(0, all ? undefined : limit)} changed={whole ? [] : changed} />
        ) : (
          <pre>{visible(all ? text : text.slice(0, limit), { lines: true })}</pre>
        )}
      </Scroll>
      {size > limit && !all && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show all {size.toLocaleString('en-US')} {lines ? 'lines' : 'characters'}
        </button>
      )}
    </>
  )
}

/** Where something differs, what is far from it is folded until it is asked for. */
function Lines({ lines, changed }: { lines: ShownLine[]; changed: string[] }) {
  const [unfolded, setUnfolded] = useState(false)
  const differs = ({ pointer, removed }: ShownLine) =>
    removed === true || changed.some((one) => pointer === one || pointer.startsWith(`${one}/`))
  const stretches = foldedLines(lines.length, (at) => differs(lines[at]!))
  return (
    <>
      {stretches.map(({ from, to, folded }) =>
        folded && !unfolded ? (
          <button key={from} type="button" class="fold" onClick={() => setUnfolded(true)}>
            {plural(to - from, 'line')} the same
          </button>
        ) : (
          <pre key={from}>
            {lines.slice(from, to).map((line, at) => (
              <Fragment key={from + at}>
                <JsonLine line={line} changed={differs(line)} context={!unfolded && stretches.length > 1} />
              </Fragment>
            ))}
          </pre>
        ),
      )}
    </>
  )
}
