import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../reports/model.ts'
import { CONFIGURATION_FILE, type StoredConfiguration } from './run/stored-configuration.ts'
import type { KeptRun, RunKind } from './serve/model.ts'

/** The ID of the run that lies where `bitewing run` writes to. */
const LATEST = 'latest'

/** Runs on disk: those that the page started, and the last one of the command line. */
export class KeptRuns {
  readonly #heads = new Map<string, { mtimeMs: number; head: KeptRun }>()

  /**
   * @param folder has a folder for each run
   * @param latest the folder that `bitewing run` writes to
   */
  constructor(
    readonly folder: string,
    private readonly latest: string,
  ) {}

  /** A run's folder; undefined where there is no such run. What is asked for is looked up, and never made part of a path. */
  folderOf(id: string): string | undefined {
    return this.#folders().get(id)
  }

  /** The newest first. */
  list(): KeptRun[] {
    return [...this.#folders()]
      .flatMap(([id, folder]) => this.#head(id, folder) ?? [])
      .sort((one, other) => ((one.startedAt ?? '') < (other.startedAt ?? '') ? 1 : -1))
  }

  #folders(): Map<string, string> {
    const ids = existsSync(this.folder)
      ? readdirSync(this.folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))
      : []
    const all: [string, string][] = [
      [LATEST, this.latest],
      ...ids.map((id): [string, string] => [id, join(this.folder, id)]),
    ]
    return new Map(
      all.filter(([, folder]) => ['report.json', CONFIGURATION_FILE].some((file) => existsSync(join(folder, file)))),
    )
  }

  /** Reports are long: each is read again only where it has changed. */
  #head(id: string, folder: string): KeptRun | undefined {
    const report = join(folder, 'report.json')
    const isBrokenOff = !existsSync(report)
    const file = isBrokenOff ? join(folder, CONFIGURATION_FILE) : report
    try {
      const { mtimeMs } = statSync(file)
      const known = this.#heads.get(file)
      if (known?.mtimeMs === mtimeMs) return known.head
      const content = JSON.parse(readFileSync(file, 'utf8')) as Report & StoredConfiguration
      const head: KeptRun = {
        id,
        kind: kindOf(content),
        ...(content.startedAt === undefined ? {} : { startedAt: content.startedAt }),
        ...(isBrokenOff ? {} : { durationMs: content.durationMs }),
        complete: !isBrokenOff && content.complete,
        targets: (content.targets as Report['targets']).map(({ name, profile, kind, role, summary }) => ({
          name,
          profile,
          kind,
          ...(role ? { role } : {}),
          ...(summary ? { summary } : {}),
        })),
      }
      this.#heads.set(file, { mtimeMs, head })
      return head
    } catch {
      // Something else lies there, or it is being written at this moment.
      return undefined
    }
  }
}

/** What made it: a report tells it by the sides that it judges, what broke off by its configuration. */
function kindOf({ by, targets }: Pick<StoredConfiguration, 'by'> & Pick<Report, 'targets'>): RunKind {
  if (by) return by
  const client = targets.find(({ role }) => role === 'client')
  return client ? (client.kind === 'driver' ? 'drill' : 'proxy') : 'run'
}
