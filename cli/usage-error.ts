/** One thing that is wrong: where it stands, what is wrong with it, and what to do about it where that can be told. */
export interface Problem {
  /** An option, a variable, or a key path of the configuration: `targets.staging.account.companyId`. */
  where: string
  what: string
  next?: string
}

/** The command line or the configuration is wrong, and nothing was sent: exit status 2. All problems are told at once. */
export class UsageError extends Error {
  override name = 'UsageError'

  /** @param heading where several problems have one home, its name: `bitewing.config.json is not valid` */
  constructor(
    readonly problems: readonly Problem[],
    readonly heading?: string,
  ) {
    super([...(heading ? [heading] : []), ...problems.map(toLine)].join('\n'))
  }
}

/** A usage error with one problem. */
export const usageError = (where: string, what: string, next?: string) =>
  new UsageError([{ where, what, ...(next === undefined ? {} : { next }) }])

/** The text of a usage error, several lines without a line end after the last. */
export function formatUsageError(error: UsageError): string {
  const lines = error.problems.map(toLine)
  if (!error.heading) return lines.map((line) => `error: ${line}`).join('\n')
  return [`error: ${error.heading}`, ...lines.map((line) => `  ${line}`)].join('\n')
}

const toLine = ({ where, what, next }: Problem) => `${where}: ${what}${next ? `. ${next}` : ''}`
