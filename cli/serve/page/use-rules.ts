import { useEffect, useState } from 'preact/hooks'
import type { Requirement } from '../../../engine/requirement.ts'
import { ask } from './ask.ts'

/** The registers of targets, or of clients, by their names; those that are not there yet are missing. */
export function useRules(
  names: readonly string[],
  of: 'rules' | 'client-rules' = 'rules',
): Readonly<Record<string, Requirement[]>> {
  const [known, setKnown] = useState<Record<string, Requirement[]>>({})
  useEffect(() => {
    for (const name of names.filter((one) => !known[one])) {
      ask<Requirement[]>(`/api/${of}/${encodeURIComponent(name)}`).then(
        (rules) => setKnown((now) => ({ ...now, [name]: rules })),
        // What is wrong with a target is told when it is to be judged.
        () => {},
      )
    }
  }, [names.join(' ')])
  return known
}
