import { useState } from 'preact/hooks'
import { usePrinting } from './printing.ts'

const CHARS = 140

/** A text of which the rest is shown on demand. */
export function Clipped({ text }: { text: string }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  if (all || printing || text.length <= CHARS) return <>{text}</>
  return (
    <>
      {text.slice(0, CHARS)}…{' '}
      <button type="button" class="plain" onClick={() => setAll(true)}>
        Show all
      </button>
    </>
  )
}
