/** A profile cannot be used: what is wrong with it, and where. Nothing was sent. */
export class ProfileError extends Error {
  override name = 'ProfileError'
  /**
   * @param where the profile as it was named, or the file that is at fault
   * @param flaws each in a sentence
   */
  constructor(
    readonly where: string,
    readonly flaws: readonly string[],
    readonly next?: string,
    /** There is no such profile at all. */
    readonly missing = false,
  ) {
    super(`${where}: ${flaws.join('; ')}${next === undefined ? '' : `. ${next}`}`)
  }
}
