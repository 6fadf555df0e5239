import { useMemo, useState } from 'preact/hooks'
import type { Change } from '../../engine/exchange.ts'
import { visible } from '../inert.ts'
import type { View } from './message.tsx'
import { type Line, prettyJson } from './pretty-json.ts'
import { Scroll } from './scroll.tsx'

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
/** Characters of one string that the laid-out view shows; raw has all of them. */
const TOKEN_CHARS = 2_000

export function Body({ title, text, changed, removed, view }: BodyProps) {
  const [all, setAll] = useState(false)
  const lines = useMemo(() => {
    const laidOut = view === 'pretty' && text.length <= PRETTY_CHARS ? prettyJson(text) : undefined
    return laidOut && withRemoved(laidOut, removed)
  }, [text, view])
  if (text === '') return <p class="nobody">no body</p>
  const whole = changed.includes('')
  const isChanged = (pointer: string) => changed.some((one) => pointer === one || pointer.startsWith(`${one}/`))
  const size = lines ? lines.length : text.length
  const limit = lines ? LINES : CHARS
  return (
    <>
      <Scroll label={`${title} body`} class={whole ? 'scroll payload changed' : 'scroll payload'}>
        <pre>
          {lines
            ? lines
                .slice(0, all ? undefined : limit)
                .map((line, at) => <LineView key={at} line={line} changed={!whole && isChanged(line.pointer)} />)
            : visible(all ? text : text.slice(0, limit), { lines: true })}
        </pre>
      </Scroll>
      {size > limit && !all && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show all {size.toLocaleString('en-US')} {lines ? 'lines' : 'characters'}
        </button>
      )}
    </>
  )
}

type ShownLine = Line & { removed?: boolean }

/** What the variation leaves out, before the bracket that closes its parent. */
function withRemoved(lines: ShownLine[], removed: Change[]): ShownLine[] {
  const shown = [...lines]
  for (const { at, from } of removed) {
    const pointer = at.slice('body'.length)
    const cut = pointer.lastIndexOf('/')
    const close = shown.findIndex((line) => line.closes && line.pointer === pointer.slice(0, cut))
    if (close < 0) continue
    const key = pointer
      .slice(cut + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~')
    shown.splice(close, 0, {
      depth: shown[close]!.depth + 1,
      pointer,
      closes: false,
      removed: true,
      tokens: [
        { kind: 'key', text: JSON.stringify(key) },
        { kind: 'punctuation', text: ': ' },
        { kind: 'string', text: JSON.stringify(from) },
      ],
    })
  }
  return shown
}

function LineView({ line, changed }: { line: ShownLine; changed: boolean }) {
  const tokens = line.tokens.map(({ kind, text }, at) => (
    <span key={at} class={kind}>
      {visible(
        text.length <= TOKEN_CHARS ? text : `${text.slice(0, TOKEN_CHARS)}… (${text.length} characters, see raw)`,
      )}
    </span>
  ))
  const indent = '  '.repeat(Math.min(line.depth, 20))
  if (line.removed) return <del class="line">{[indent, ...tokens, '\n']}</del>
  if (changed) return <mark class="line">{[indent, ...tokens, '\n']}</mark>
  return <span class="line">{[indent, ...tokens, '\n']}</span>
}
