import { checkRegister, type Profile, type Rule } from '../../engine/rule.ts'
import type { Suite } from '../profile.ts'
import { type Account, pathOf } from './api.ts'
import * as auth from './auth.ts'
import * as byRx from './by-rx.ts'
import * as codes from './codes.ts'
import * as lab from './lab.ts'
import { type Itero, openItero } from './open.ts'
import * as procedureMaps from './procedure-maps.ts'
import * as rate from './rate/rules.ts'
import * as request from './request.ts'
import { requirements } from './requirements.gen.ts'
import * as response from './response.ts'

const areas = [auth, codes, request, lab, response, byRx, procedureMaps, rate]

const profile: Profile<Itero> = {
  name: 'itero',
  requirements,
  rules: areas.flatMap((area) => Object.values(area) as unknown[]).filter(isRule),
}

checkRegister(profile)

/** The iTero scanning tool. */
export const itero: Suite<Itero> = {
  profile,
  sign: (target) => ({ method: 'GET', path: pathOf(target, 'getAvailableProcedureMaps') }),
  users: ({ settings }) => ({
    'account.password': String((settings.account as Partial<Account> | undefined)?.user ?? ''),
    'secondAccount.password': String((settings.secondAccount as Partial<Account> | undefined)?.user ?? ''),
  }),
  resumes: true,
  open: openItero,
}

/** An area's file exports its rules, and helpers that other areas share. */
function isRule(value: unknown): value is Rule<Itero> {
  return typeof value === 'object' && value !== null && 'judge' in value
}
