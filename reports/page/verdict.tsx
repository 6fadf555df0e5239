import type { VerdictName } from '../../engine/verdict.ts'
import { verdicts } from '../verdicts.ts'

/** A verdict by word, glyph and colour. */
export function Verdict({ name }: { name: VerdictName }) {
  const { glyph, label } = verdicts.find((one) => one.name === name)!
  return (
    <span class={`verdict ${name}`}>
      <span class="glyph" aria-hidden="true">
        {glyph}
      </span>
      {label}
    </span>
  )
}
