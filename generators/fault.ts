/** A change of a valid value that breaks one clause and no other. */
export interface Fault {
  /** The requirement that it breaks. */
  requirement: string
  /** The change, in words: `companyId null`. Unique among the faults of that requirement. */
  what: string
  /** A changed copy; the control stays as it is. */
  apply(control: object): unknown
}

/** A fault that cannot be made because the configuration lacks a key. */
export interface MissingFault {
  requirement: string
  what: string
  /** The key, below the target: `account.unrelatedLabId`. */
  missing: string
}
