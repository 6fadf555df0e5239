import { oddGlyph } from '../../figures.ts'

/** What is odd by sign, word, line and colour. */
export function Odd({ kind }: { kind: keyof typeof oddGlyph }) {
  return (
    <span class={`odd ${kind}`}>
      <span class="glyph" aria-hidden="true">
        {oddGlyph[kind]}
      </span>{' '}
      {kind}
    </span>
  )
}
