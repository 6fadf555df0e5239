import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** A button that puts a text on the clipboard, and says so. */
export function Copy({ text, children }: { text: string; children: ComponentChildren }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied')
    } catch {
      // Some browsers have no clipboard for a page from disk.
      setSaid('Not allowed here: select the text')
    }
  }
  return (
    <button type="button" class="plain copy" onClick={copy} onBlur={() => setSaid('')}>
      <span aria-live="polite">{said || children}</span>
    </button>
  )
}
