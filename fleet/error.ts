/** The fleet's store cannot be used as it is asked to be: what is wrong, and what to do about it. */
export class FleetError extends Error {
  override name = 'FleetError'

  constructor(
    readonly what: string,
    readonly next?: string,
  ) {
    super(what)
  }
}
