import { useState } from 'preact/hooks'
import { usePrinting } from './printing.ts'

/** What is printed of a text at the most. */
const PRINTED_CHARS = 4_000

/** A text of which the rest beyond `chars` is shown on demand. */
export function Clipped({ text, chars }: { text: string; chars: number }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  if (all || text.length <= (printing ? PRINTED_CHARS : chars)) return <>{text}</>
  return (
    <>
      {text.slice(0, printing ? PRINTED_CHARS : chars)}…{' '}
      {!printing && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show all
        </button>
      )}
    </>
  )
}
