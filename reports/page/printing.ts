import { createContext, options } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'

/** Whether the page is being put on paper, which cannot be opened and scrolled. */
export const Printing = createContext(false)

export function usePrinting(): boolean {
  return useContext(Printing)
}

/** For the root of the page: what {@link Printing} provides. */
export function usePrintEvents(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const start = () => atOnce(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', start)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', start)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}

/** Renders a change before it returns: the browser takes the page as it stands when the event handler ends. */
function atOnce(change: () => void): void {
  options.debounceRendering = (render) => render()
  change()
  delete options.debounceRendering
}
