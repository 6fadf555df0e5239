/** The target does not answer any more, or the run was stopped: nothing further is sent. */
export class RunEnded extends Error {
  override name = 'RunEnded'

  /** @param isAway whether it is that the target does not answer */
  constructor(
    message: string,
    readonly isAway = false,
  ) {
    super(message)
  }
}
