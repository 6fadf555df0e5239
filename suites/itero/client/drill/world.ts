import { faker } from '@faker-js/faker/locale/en'
import { doubleName } from '../../../../generators/double-name.ts'
import { plainName } from '../../../../generators/name.ts'
import type { SendTo } from '../../../../generators/order.ts'
import { PROCEDURE_NAMES, SEND_TO, typesOf } from '../../../../generators/procedure-maps.ts'
import { seeded } from '../../../../generators/seeded.ts'

/** An entry of the list of maps. */
export interface ListedMap {
  procedureMapId: number
  description: string
  note: string | null
  caseType: string | null
  procedure: string
  type: string | null
  sendTo: SendTo
}

/** A trio that is asked for; `null` is no type. */
export interface Trio {
  procedure: string
  type: string | null
  sendTo: SendTo
}

/** What a list is made of. */
export interface ListStyle {
  /** How "no type" is written. */
  noType?: string | null
  /** Every type of every procedure, instead of two. */
  isLong?: true
  isShuffled?: true
  hasNulls?: true
}

export interface World {
  account: { user: string; password: string; companyId: number; scannerSerialNumber: string }
  labs: { resto: number; ortho: number }
  rxId: string
  maps: readonly ListedMap[]
  /** What the mock is started with. */
  data: Record<string, unknown>
}

/** "Study Model" is the same procedure in another spelling: a list has one of them. */
const LISTED = PROCEDURE_NAMES.filter((name) => name !== 'Study Model')

/** A clinic with everything that a client deals with, all of it drawn from the seed. */
export function world(seed: number, style: ListStyle = {}): World {
  const drawn = seeded(faker, seed, 'drill world')
  const id = () => drawn.number.int({ min: 10_000, max: 99_999 })
  const companyId = id()
  const labs = { resto: id(), ortho: id() }
  const account = {
    user: `doctor.${drawn.string.alpha({ length: 6, casing: 'lower' })}@clinic.example`,
    // A colon may stand in a password; where none does, credentials that lack the one before it are seen to.
    password: [drawn.string.alphanumeric(10), drawn.string.alphanumeric(4)].join(
      drawn.helpers.arrayElement([':', '-']),
    ),
    companyId,
    scannerSerialNumber: `SN-${drawn.string.alphanumeric({ length: 8, casing: 'upper' })}`,
  }
  const rxId = drawn.string.uuid()
  const maps = listOf(drawn, style)
  return {
    account,
    labs,
    rxId,
    maps,
    data: {
      doctors: [{ user: account.user, password: account.password, companyId }],
      clinics: [{ companyId, scannerSerialNumbers: [account.scannerSerialNumber] }],
      labs: [
        { labId: labs.resto, kinds: ['resto'], companyIds: [companyId] },
        { labId: labs.ortho, kinds: ['ortho'], companyIds: [companyId] },
      ],
      maps,
      rxs: [{ rxGuid: rxId, patientGuid: drawn.string.uuid(), companyId }],
    },
  }
}

function listOf(drawn: typeof faker, { noType = 'NA', isLong, isShuffled, hasNulls }: ListStyle): ListedMap[] {
  const trios = LISTED.flatMap((procedure) => {
    const all = typesOf(procedure) ?? []
    const types = isLong ? all : all.slice(0, 2)
    // No type comes last: what is the first of a procedure is not what was asked for without one.
    return [...types, null].flatMap((type) => SEND_TO.map((sendTo): Trio => ({ procedure, type, sendTo })))
  })
  const ids: number[] = []
  for (const _ of trios)
    ids.push((ids.at(-1) ?? drawn.number.int({ min: 100, max: 5000 })) + drawn.number.int({ min: 1, max: 9 }))
  const numbered = isShuffled ? drawn.helpers.shuffle(ids) : ids
  const maps = trios.map(({ procedure, type, sendTo }, nth): ListedMap => {
    const name = type === null ? procedure : `${procedure}, ${type}`
    const [description, note, caseType] = [`${name} (${sendTo})`, `Use for ${name}`, 'Scan']
    const texts = hasNulls ? { description, note: null, caseType: null } : { description, note, caseType }
    return { procedureMapId: numbered[nth] as number, ...texts, procedure, type: type ?? noType, sendTo }
  })
  return isShuffled ? drawn.helpers.shuffle(maps) : maps
}

/** The entry of a trio, however no type is written. */
export const mapOf = ({ maps }: Pick<World, 'maps'>, { procedure, type, sendTo }: Trio): ListedMap =>
  maps.find(
    (map) =>
      map.procedure === procedure &&
      map.sendTo === sendTo &&
      (type === null ? !(typesOf(procedure) ?? []).includes(map.type ?? '') : map.type === type),
  ) as ListedMap

/** The lab of a map. */
export const labOf = ({ labs }: Pick<World, 'labs'>, sendTo: SendTo): number | null =>
  sendTo === 'restoLab' ? labs.resto : sendTo === 'orthoLab' ? labs.ortho : null

/** A patient as a job has it. */
export interface JobPatient {
  firstName: string
  lastName: string
  gender: 'male' | 'female'
  dateOfBirth: string
  chartNumber?: string
  mi?: string
  zipCode?: string
}

/** A made-up patient as a job has it; the zip code begins with a zero. */
export function jobPatient(seed: number, gender: 'male' | 'female', spelling: 'plain' | 'non-ascii'): JobPatient {
  const name = spelling === 'plain' ? plainName(seed, gender) : doubleName(seed, gender)
  const drawn = seeded(faker, seed, 'drill patient')
  const dateOfBirth = drawn.date.between({ from: '1930-01-01T00:00:00Z', to: '2019-12-31T00:00:00Z' })
  return {
    ...name,
    gender,
    dateOfBirth: dateOfBirth.toISOString().slice(0, 10),
    chartNumber: `${drawn.string.alpha({ length: 2, casing: 'upper' })}-${drawn.string.numeric(5)}`,
    mi: drawn.string.alpha({ casing: 'upper' }),
    zipCode: `0${drawn.string.numeric(4)}`,
  }
}
