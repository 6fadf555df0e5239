import type { CreateOperation } from './api.ts'
import { rules as byRx } from './rules/by-rx.ts'
import { rules as lab } from './rules/lab.ts'
import { rules as request } from './rules/request.ts'

/** The requirement that a level is about: what a refusal due to it breaks. None for a level that only means "as usual". */
export const requirementOf = (operation: CreateOperation, key: string): string | undefined =>
  requirements.get(`${operation} ${key}`)

/** Of each level the rule that says that orders with it are accepted; the form of any date is that form's. */
const requirements = new Map([
  ...Object.entries({ ...request, ...lab, ...byRx }).flatMap(([id, rule]) =>
    'levels' in rule ? rule.levels.map((key): [string, string] => [`${rule.operation} ${key}`, id]) : [],
  ),
  ['createNewOrder dateOfBirth:date-time', 'ITERO-DOB-01'],
  ['createNewOrder dateOfBirth:date', 'ITERO-DOB-02'],
])
