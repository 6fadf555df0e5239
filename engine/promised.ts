/** A promise with its two ends in hand. */
export interface Promised<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(reason: unknown): void
}

/** As `Promise.withResolvers`, which Node 20 does not have. */
export function promised<T>(): Promised<T> {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
