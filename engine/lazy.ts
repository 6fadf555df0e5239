/** A value, or how it is loaded: a run does not load what it does not need. */
export type Lazy<Value> = Value | (() => Value | Promise<Value>)

/** The value itself. */
export const loaded = async <Value extends object>(lazy: Lazy<Value>): Promise<Value> =>
  typeof lazy === 'function' ? (lazy as () => Value | Promise<Value>)() : lazy
