import type { SecretHeader } from '../../engine/session.ts'

/** One change of an accepted order. */
export interface Variation {
  what: string
  /** Maps whose orders it can be applied to, best first. */
  on: readonly string[]
  /** The status that it should draw; tells the classes of experiments apart at the limit. */
  expected: 400 | 401
  /** The clause that the changed body breaks; none where only a header is changed. */
  clause?: string
  body?: (control: Record<string, unknown>) => unknown
  /** The body as it goes over the wire, where it is no JSON value. */
  wire?: (control: string) => string
  /** null leaves the header out. */
  authorization?: SecretHeader | null
  contentType?: string
  /** The right user with a wrong password: tried last of all, since the account may be locked for it. */
  isWrongPassword?: true
  /** Of what only the form of a value is wrong, one order shows enough. */
  ofForm?: true
}
