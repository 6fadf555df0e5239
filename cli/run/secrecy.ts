import { redactor, usersOf } from '../../engine/redact.ts'
import type { Target } from '../../engine/target.ts'

/**
 * The safety net under everything that is printed: what is written has been redacted where it was made, but an error's
 * message may come from anywhere.
 */
export function printRedactor(targets: readonly Target[]): (text: string) => string {
  const { secrets, users } = secretsOf(targets)
  return redactor(secrets, users)
}

/** The secrets of all targets as `redactor` takes them, each under its target's name and its key path. */
export function secretsOf(targets: readonly Target[]): {
  secrets: Record<string, string>
  users: Record<string, string>
} {
  const secrets: Record<string, string> = {}
  const users: Record<string, string> = {}
  for (const { name, secrets: own, settings } of targets) {
    for (const [path, secret] of Object.entries(own)) secrets[`${name}.${path}`] = secret
    for (const [path, user] of Object.entries(usersOf(own, settings))) users[`${name}.${path}`] = user
  }
  return { secrets, users }
}
