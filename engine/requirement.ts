/** `must`: the document states it. `should`: it recommends it, or it follows. `assumed`: our reading where it is silent. */
export type Level = 'must' | 'should' | 'assumed'

/** One row of a profile's register. */
export interface Requirement<Id extends string = string> {
  /** Fixed for good: `ITERO-LAB-03`. */
  id: Id
  level: Level
  /** The heading that the rule stands under in the reading: `Lab rule, on createNewOrder`. */
  area: string
  /** The rule in one sentence. */
  title: string
  /** `operationId`s that the rule speaks of. */
  operations: string[]
  clause: Clause
  /** What the vendor is asked where an `assumed` rule does not hold, in one sentence that reads alone. */
  question?: string
  /** Of a row about clients: whether their traffic shows it, or only what a driver makes of an answer. */
  seenBy?: 'traffic' | 'drill'
  /** Of a row about clients: the requirements of servers that rest on the same words, by which pacts are checked. */
  sameClause?: readonly string[]
}

/** Where the vendor's document says it. For an `assumed` rule the quote is the nearest words, and `silent` says what is missing. */
export interface Clause {
  /** File name in `docs/vendor`. */
  document: string
  section: string
  /** Word for word, white space folded. */
  quote: string
  /** For `assumed` and some `should` rules: what the document leaves open, or where it contradicts itself. */
  silent?: string
}

/** A row of a register as a manifest may write it: the area and the operations can be left out. */
export type Row = Omit<Requirement, 'area' | 'operations'> & Partial<Pick<Requirement, 'area' | 'operations'>>
