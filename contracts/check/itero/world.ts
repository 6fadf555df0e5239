import { type Fields, isFields } from '../../../generators/fields.ts'
import type { OrderWorld } from '../../../generators/order-world.ts'
import { type Call, type StandIn, sentBodies, stateParam } from '../call.ts'
import { generatorOf } from '../generated.ts'
import { type KnownMap, mapOf, sendToOfStates } from './maps.ts'

/** What stands for the map, and for the lab that fits it, where a provider state gives them. */
const STATE_MAP = Number.MIN_SAFE_INTEGER
const STATE_LAB = Number.MIN_SAFE_INTEGER + 1
const RX = '3f0a6d1e-58c2-4f6b-9d27-8c1b5e4a7f90'

/** A body as it may be sent, and a world in which all of it is right that cannot be told to be wrong. */
export interface Setting {
  body: Fields
  world: OrderWorld
  /** undefined for one that is not listed. */
  map: KnownMap | undefined
}

/** @returns one setting for each body that may be sent; none for a request without a JSON object */
export function settingsOf(call: Call): Setting[] {
  const accounts = accountsIn(call)
  const map = stateMap(call)
  const standIn: StandIn = (field, name, example) => {
    if (name !== undefined && Object.hasOwn(accounts, name)) return accounts[name as keyof typeof accounts]
    switch (field) {
      case 'companyId':
      case 'scannerSerialNumber':
        return accounts[field]
      case 'procedureMapId':
        return STATE_MAP
      case 'labId':
        return STATE_LAB
      case 'rxId':
        return RX
      case 'patient.gender':
        return 0
      case 'patient.dateOfBirth':
        return '1990-06-15'
      default:
        return example
    }
  }
  return (sentBodies(call, standIn) ?? []).filter(isFields).map((body) => setting(body, map, accounts, call))
}

/** What the clinic has: as the params of the states say, or values in their place. */
function accountsIn(call: Call) {
  const number = (name: string, fallback: number) => Number(stateParam(call, name) ?? fallback)
  const text = (name: string, fallback: string) => String(stateParam(call, name) ?? fallback)
  return {
    companyId: number('companyId', 1001),
    scannerSerialNumber: text('scannerSerialNumber', 'SCANNER-1001'),
    restoLabId: number('restoLabId', 2001),
    orthoLabId: number('orthoLabId', 2002),
    unrelatedLabId: number('unrelatedLabId', 2003),
    otherCompanyId: number('otherCompanyId', 1002),
    otherScannerSerialNumber: text('otherScannerSerialNumber', 'SCANNER-1002'),
  }
}

type Accounts = ReturnType<typeof accountsIn>

function stateMap(call: Call): KnownMap {
  return { procedureMapId: STATE_MAP, sendTo: sendToOfStates(call) }
}

function setting(sent: Fields, ofState: KnownMap, accounts: Accounts, call: Call): Setting {
  const map = sent.procedureMapId === STATE_MAP ? ofState : mapOf(sent.procedureMapId, call)
  // A map of which it is not known where its cases go is taken for one that the labId is right on.
  const sendTo =
    map &&
    (map.sendTo ?? (sent.labId === null || sent.labId === undefined || sent.labId === STATE_LAB ? 'N/A' : 'restoLab'))
  const own = sendTo === 'restoLab' ? 'restoLabId' : sendTo === 'orthoLab' ? 'orthoLabId' : undefined
  const body = sent.labId === STATE_LAB ? { ...sent, labId: own ? accounts[own] : null } : sent
  const world: OrderWorld = {
    ...accounts,
    // What is not said by a state is as the pact has it: nothing tells that it is wrong.
    ...taken('companyId', body.companyId, 'number', call),
    ...taken('scannerSerialNumber', body.scannerSerialNumber, 'string', call),
    ...(own ? taken(own, body.labId, 'number', call) : {}),
    maps: map && sendTo ? [{ procedureMapId: map.procedureMapId, sendTo }] : [],
    rxIds: typeof body.rxId === 'string' ? [RX, body.rxId] : [RX],
    seed: 1,
  }
  return { body, world, map }
}

const isGenerated = (call: Call, field: string): boolean =>
  generatorOf(call.interaction.request.generators, [field])?.type === 'ProviderState'

const FIELDS: Record<string, string> = { restoLabId: 'labId', orthoLabId: 'labId' }

/** A literal value, where the states do not say which one is right, or that this one is something else. */
function taken(name: keyof Accounts, value: unknown, type: 'number' | 'string', call: Call): Partial<OrderWorld> {
  const isSaid = stateParam(call, name) !== undefined || isGenerated(call, FIELDS[name] ?? name)
  const isOther = OTHERS.some((other) => other !== name && String(stateParam(call, other)) === String(value))
  return !isSaid && !isOther && typeof value === type ? { [name]: value } : {}
}

const OTHERS = ['restoLabId', 'orthoLabId', 'unrelatedLabId', 'otherCompanyId', 'otherScannerSerialNumber'] as const
