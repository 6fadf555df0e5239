import { checkRegister, type Profile, type Rule } from '../../engine/rule.ts'
import type { Suite } from '../profile.ts'
import * as access from './access.ts'
import { type InboxSettings, requestLine } from './api.ts'
import * as authorization from './authorization.ts'
import * as cases from './cases.ts'
import * as connection from './connection.ts'
import * as health from './health.ts'
import * as http from './http.ts'
import * as limit from './limit.ts'
import * as login from './login.ts'
import { type Inbox, openInbox } from './open.ts'
import * as polls from './polls.ts'
import * as push from './push.ts'
import { requirements } from './requirements.gen.ts'
import * as showing from './showing.ts'
import * as warnings from './warnings.ts'

const areas = [connection, access, showing, warnings, authorization, login, health, polls, push, limit, cases, http]

const profile: Profile<Inbox> = {
  name: 'inbox',
  requirements,
  rules: areas.flatMap((area) => Object.values(area) as unknown[]).filter(isRule),
}

checkRegister(profile)

/** Hubs of scanner vendors' inboxes. */
export const inbox: Suite<Inbox> = {
  profile,
  resumes: false,
  sign: (target) => {
    const { companies = [] } = target.settings as InboxSettings
    return requestLine(target, 'listInboxes', { companyId: companies[0]?.companyId ?? 'none' })
  },
  users: ({ settings }) => ({ 'login.password': (settings as InboxSettings).login?.username ?? '' }),
  open: openInbox,
}

/** An area's file exports its rules, and helpers that other areas share. */
function isRule(value: unknown): value is Rule<Inbox> {
  return typeof value === 'object' && value !== null && 'judge' in value && 'probe' in value
}
