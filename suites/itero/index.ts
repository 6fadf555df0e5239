import type { Rule } from '../../engine/rule.ts'
import * as auth from './auth.ts'
import * as byRx from './by-rx.ts'
import * as codes from './codes.ts'
import * as lab from './lab.ts'
import type { Itero } from './open.ts'
import * as procedureMaps from './procedure-maps.ts'
import * as rate from './rate/rules.ts'
import * as request from './request.ts'
import * as response from './response.ts'

const areas = [auth, codes, request, lab, response, byRx, procedureMaps, rate]

/** The rules of the profile, by requirement. */
export const rules: Readonly<Record<string, Rule<Itero>>> = Object.fromEntries(
  areas.flatMap((area) => (Object.values(area) as unknown[]).filter(isRule).map((rule) => [rule.id, rule])),
)

/** An area's file exports its rules, and helpers that other areas share. */
function isRule(value: unknown): value is Rule<Itero> & { id: string } {
  return typeof value === 'object' && value !== null && 'judge' in value
}
