import { useEffect, useRef, useState } from 'preact/hooks'
import { visibleDeep } from '../../../reports/inert.ts'
import type { PassedPart, Passing } from '../model.ts'
import { ask } from './ask.ts'

/** What has passed in a run; it is asked for what is new whenever `stamp` is another one. */
export function usePassed(run: string, stamp: unknown): readonly Passing[] {
  const [passed, setPassed] = useState<readonly Passing[]>([])
  const at = useRef({ next: 0, isAsking: false, isStale: false })
  useEffect(() => {
    const catchUp = async () => {
      const here = at.current
      here.isStale = true
      if (here.isAsking) return
      here.isAsking = true
      try {
        while (here.isStale) {
          const part = await ask<PassedPart>(`/api/runs/${encodeURIComponent(run)}/passed?from=${here.next}`)
          here.next = part.next
          here.isStale = part.more
          // What the mock was asked beside the client is none of its traffic.
          const exchanges = visibleDeep(part.exchanges).filter(({ purpose }) => purpose === 'traffic')
          if (exchanges.length > 0) setPassed((now) => [...now, ...exchanges])
        }
      } catch {
        // The run has not begun to write; or the server is lost, which the page tells.
      } finally {
        here.isAsking = false
      }
    }
    void catchUp()
  }, [run, stamp])
  return passed
}
