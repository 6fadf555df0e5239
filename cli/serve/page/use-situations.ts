import { useEffect, useState } from 'preact/hooks'
import type { PageSituation } from '../model.ts'
import { ask } from './ask.ts'

/** The situations of a client's profile, and why there are none. */
export function useSituations(client: string): { situations: readonly PageSituation[]; fault: string } {
  const [known, setKnown] = useState<{ situations: readonly PageSituation[]; fault: string }>(NONE)
  useEffect(() => {
    let current = true
    setKnown(NONE)
    if (client !== '') {
      ask<PageSituation[]>(`/api/situations/${encodeURIComponent(client)}`).then(
        (situations) => current && setKnown({ situations, fault: '' }),
        (error: Error) => current && setKnown({ situations: [], fault: error.message }),
      )
    }
    return () => {
      current = false
    }
  }, [client])
  return known
}

const NONE = { situations: [], fault: '' }
