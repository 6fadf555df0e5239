import { createContext } from 'preact'
import type { Exchange } from '../../engine/exchange.ts'
import type { Variables } from '../placeholders.ts'

/** Where the page has exchanges from: a report carries them, a server is asked. */
export interface ExchangeSource {
  /** The exchanges with these IDs, as far as there are such, by ID; undefined while they are fetched. */
  useExchanges(ids: readonly string[]): ReadonlyMap<string, Exchange> | undefined
  /** The environment variables that a target's configuration names. */
  variablesOf(target: string): Variables
}

/** Of the headings within an exchange: in a report they stand under the evidence of a rule. */
export const HeadingLevel = createContext(5)

export const Exchanges = createContext<ExchangeSource>({ useExchanges: () => new Map(), variablesOf: () => ({}) })
