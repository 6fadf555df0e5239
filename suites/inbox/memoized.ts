/** A function of evidence that is made up once for each. */
export function memoized<Of extends object, Value>(make: (of: Of) => Value): (of: Of) => Value {
  const known = new WeakMap<Of, { value: Value }>()
  return (of) => {
    const { value } = known.get(of) ?? { value: make(of) }
    known.set(of, { value })
    return value
  }
}
