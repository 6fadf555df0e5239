/** Does each thing once, however many ask for it; what it came to is kept, errors as well. */
export class Memo<Value> {
  readonly #known = new Map<string, Promise<Value>>()

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#known.get(key)
    if (known) return known
    const made = make()
    this.set(key, made)
    return made
  }

  set(key: string, value: Promise<Value>): void {
    // A rejection reaches whoever asks; none is left over where nobody does.
    value.catch(() => {})
    this.#known.set(key, value)
  }
}
