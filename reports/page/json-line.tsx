import type { Change } from '../../engine/exchange.ts'
import { visible } from '../inert.ts'
import type { Line } from './pretty-json.ts'

export type ShownLine = Line & { removed?: boolean }

/** Characters of one string that the laid-out view shows (raw has all of them), and of one that only leads to a difference. */
const TOKEN_CHARS = 2_000
const CONTEXT_CHARS = 60

/** A line of laid-out JSON, marked where it differs; `context` where it only stands around one that does. */
export function JsonLine({ line, changed, context }: { line: ShownLine; changed: boolean; context: boolean }) {
  const limit = context && !changed ? CONTEXT_CHARS : TOKEN_CHARS
  const tokens = line.tokens.map(({ kind, text }, at) => (
    <span key={at} class={kind}>
      {visible(text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters, see raw)`)}
    </span>
  ))
  const indent = '  '.repeat(Math.min(line.depth, 20))
  if (line.removed) return <del class="line">{[indent, ...tokens, '\n']}</del>
  if (changed) return <mark class="line">{[indent, ...tokens, '\n']}</mark>
  return <span class="line">{[indent, ...tokens, '\n']}</span>
}

/** The lines with what the variation leaves out, before the bracket that closes its parent. */
export function withRemoved(lines: Line[], removed: Change[]): ShownLine[] {
  const shown: ShownLine[] = [...lines]
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
