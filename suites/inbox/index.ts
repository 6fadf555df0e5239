import type { Rule } from '../../engine/rule.ts'
import * as access from './access.ts'
import * as authorization from './authorization.ts'
import * as cases from './cases.ts'
import * as connection from './connection.ts'
import * as health from './health.ts'
import * as http from './http.ts'
import * as limit from './limit.ts'
import * as login from './login.ts'
import type { Inbox } from './open.ts'
import * as polls from './polls.ts'
import * as push from './push.ts'
import * as showing from './showing.ts'
import * as warnings from './warnings.ts'

const areas = [connection, access, showing, warnings, authorization, login, health, polls, push, limit, cases, http]

/** The rules of the profile, by requirement. */
export const rules: Readonly<Record<string, Rule<Inbox>>> = Object.fromEntries(
  areas.flatMap((area) => (Object.values(area) as unknown[]).filter(isRule).map((rule) => [rule.id, rule])),
)

/** An area's file exports its rules, and helpers that other areas share. */
function isRule(value: unknown): value is Rule<Inbox> & { id: string } {
  return typeof value === 'object' && value !== null && 'judge' in value && 'probe' in value
}
