import { useEffect, useState } from 'preact/hooks'
import { advance } from '../../progress/tally.ts'
import type { PageMessage, PageState } from '../model.ts'

/** How long after the server was lost it is looked for again. */
const AGAIN_MS = 2000

/** What the server tells, as it does; `isLost` while it does not answer. */
export function useServer(): { state: PageState | undefined; isLost: boolean } {
  const [state, setState] = useState<PageState>()
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    let source: EventSource
    let timer: ReturnType<typeof setTimeout>
    const open = () => {
      source = new EventSource('/api/events')
      source.onopen = () => setLost(false)
      source.onmessage = ({ data }) => {
        const message: PageMessage = JSON.parse(data as string)
        setState((now) => (message.kind === 'state' ? message.state : now && after(message, now)))
      }
      source.onerror = () => {
        setLost(true)
        source.close()
        timer = setTimeout(open, AGAIN_MS)
      }
    }
    open()
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
  return { state, isLost }
}

/** The state after a run made progress. */
function after({ run, at, progress }: Extract<PageMessage, { kind: 'progress' }>, state: PageState): PageState {
  return {
    ...state,
    live: state.live.map((one) => {
      if (one.id !== run) return one
      const tallies = new Map(
        Object.entries(one.targets).map(([title, tally]) => [title, { ...tally, counts: { ...tally.counts } }]),
      )
      advance(tallies, progress, at)
      return { ...one, targets: Object.fromEntries(tallies) }
    }),
  }
}
