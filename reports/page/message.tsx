import type { Change } from '../../engine/exchange.ts'
import { visible } from '../inert.ts'
import { Body } from './body.tsx'
import type { View } from './view.ts'

interface MessageProps {
  title: string
  line: string
  note?: string
  headers: Record<string, string>
  body: string
  /** Differences between control and variation; those in this message are marked. */
  changes: Change[]
  /** The ones that the message lacks, and shows struck out. */
  removed: Change[]
  view: View
}

/** A request or a response. */
export function Message({ title, line, note, headers, body, changes, removed, view }: MessageProps) {
  const inUrl = changes.some(({ at }) => /^(query|path)(\/|$)/.test(at))
  const changed = new Set(changes.flatMap(({ at }) => at.match(/^header\/(.*)$/s)?.[1]?.toLowerCase() ?? []))
  const lost = removed.flatMap(({ at, from }) => {
    const name = at.match(/^header\/(.*)$/s)?.[1]
    return name === undefined ? [] : [[name, String(from)] as const]
  })
  const names = Object.keys(headers)
  return (
    <div class="message-part">
      <p class="about">
        {title} {note && `· ${note}`}
      </p>
      <p class="line">{inUrl ? <mark>{visible(line)}</mark> : visible(line)}</p>
      <details class="headers" open={changed.size > 0}>
        <summary>
          {names.length} {names.length === 1 ? 'header' : 'headers'}
        </summary>
        <dl>
          {names.map((name) => (
            <div key={name} class={changed.has(name) ? 'changed' : undefined}>
              <dt>{visible(name)}</dt>
              <dd>{visible(headers[name]!)}</dd>
            </div>
          ))}
          {lost.map(([name, value]) => (
            <div key={name} class="removed">
              <dt>
                <del>{visible(name)}</del>
              </dt>
              <dd>
                <del>{visible(value)}</del>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <Body
        title={title}
        text={body}
        changed={pointers(changes)}
        removed={removed.filter(({ at }) => at.startsWith('body/'))}
        view={view}
      />
    </div>
  )
}

function pointers(changes: Change[]): string[] {
  return changes.filter(({ at }) => /^body(\/|$)/.test(at)).map(({ at }) => at.slice('body'.length))
}
