import { join } from 'node:path'
import { redactedIn, redactor } from '../../engine/redact.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import type { Gate } from '../exit-status.ts'
import { version } from '../version.ts'
import { writeWhole } from '../write-whole.ts'
import { secretsOf } from './secrecy.ts'

/** What a run was made with; beside its report. */
export const CONFIGURATION_FILE = 'configuration.json'

/** `configuration.json`, version 1. Every secret is replaced by `[redacted:<key>]`. */
export interface StoredConfiguration {
  schemaVersion: 1
  tool: { name: string; version: string }
  /** RFC 3339; when the run began, and not when it was resumed. */
  startedAt?: string
  /** What made it, where that was not `bitewing run`. */
  by?: 'proxy' | 'drill'
  options: RunOptions & Gate
  targets: Omit<Target, 'secrets'>[]
}

/** Writes what the run is made with into its folder, before anything is sent. */
export function storeConfiguration(
  folder: string,
  targets: readonly Target[],
  options: RunOptions & Gate,
  startedAt: string,
  by?: StoredConfiguration['by'],
): void {
  writeWhole(join(folder, CONFIGURATION_FILE), configurationOf(targets, options, startedAt, by))
}

/** The text of `configuration.json`. */
export function configurationOf(
  targets: readonly Target[],
  options: RunOptions & Gate,
  startedAt: string,
  by?: StoredConfiguration['by'],
): string {
  const stored: StoredConfiguration = {
    schemaVersion: 1,
    tool: { name: 'bitewing', version: version() },
    startedAt,
    ...(by ? { by } : {}),
    options,
    targets: asStored(targets),
  }
  return `${JSON.stringify(stored, null, 2)}\n`
}

/** Targets without their secrets. */
export function asStored(targets: readonly Target[]): StoredConfiguration['targets'] {
  const { secrets, users } = secretsOf(targets)
  const redact = redactor(secrets, users)
  return targets.map(({ secrets: _, ...target }) => redactedIn(target, redact))
}
