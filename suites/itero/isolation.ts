import type { Exchange } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import { isolate, type Levels, levelKey, levelKeys } from '../../engine/isolate.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { CREATE_OPERATIONS, type CreateOperation } from './api.ts'
import { type Controls, type Placed, shared } from './controls.ts'
import { plainerThan, RAREST_FIRST, type Row } from './design.ts'
import type { Blamed, LevelEvidence } from './level-evidence.ts'
import { requirementOf } from './levels.ts'
import type { UsableMap } from './map-list.ts'

/** How many maps of one `sendTo` are tried before its lab rule is blamed. */
const MAPS_TRIED = 3

/** The requirement that is named where not one order of an operation is accepted: the plainest order's. */
const PLAINEST_LEVEL = { createNewOrder: 'chart:none', createNewOrderByRx: 'rx:fresh' } as const

/** Finds what the refusal of a valid order is due to, by further orders that differ from an accepted one in one level. */
export class Isolation {
  readonly #blamed = new Map<string, Blamed>()
  readonly #mapRetries: Placed[] = []

  constructor(private readonly controls: Controls) {}

  /** Finds for every refused order the level that its refusal is due to. */
  async isolateRefusals(): Promise<void> {
    for (const operation of ['createNewOrder', 'createNewOrderByRx'] as const) {
      for (const order of this.#refused(operation)) await this.#isolateOne(order)
    }
    await this.#retryMaps()
  }

  /** An order on one map, composed of levels that were accepted elsewhere. */
  async tryMap(map: UsableMap): Promise<void> {
    const like = this.controls.control('createNewOrder', [map.sendTo]) ?? this.controls.accepted('createNewOrder')[0]
    if (!like) return
    const row: Row = { operation: 'createNewOrder', levels: { ...like.row.levels, sendTo: map.sendTo } }
    const placing = { purpose: 'variation', like, map } as const
    this.#mapRetries.push(await this.controls.placeWithRoom(row, placing))
  }

  /** For each operation the orders on the maps that were tried: accepted ones; else those in which nothing but the map is in question. */
  mapTries(): Placed[] {
    const accepted = CREATE_OPERATIONS.flatMap((operation) => this.controls.accepted(operation))
    const isAcceptedOn = (order: Placed) =>
      accepted.some((one) => one.row.operation === order.row.operation && one.map === order.map)
    const refusedByRx = this.#refused('createNewOrderByRx').filter(({ row }) =>
      levelKeys(row.levels).every((key) => !this.#isExplained(row.operation, key)),
    )
    return [...accepted, ...[...this.#mapRetries, ...refusedByRx].filter((order) => !isAcceptedOn(order))]
  }

  /** Whether createNewOrder refuses the configured credentials. */
  get areCredentialsRefused(): boolean {
    const [first] = this.#refused('createNewOrder')
    return (
      this.controls.accepted('createNewOrder').length === 0 && first !== undefined && status(first.exchange) === 401
    )
  }

  /** What is known of a level, in the end. */
  level(operation: CreateOperation, factor: string, value: string): LevelEvidence {
    const blamed = this.#blamed.get(`${operation} ${levelKey(factor, value)}`)
    if (blamed) return blamed
    const shown = this.controls.accepted(operation).filter(({ row }) => row.levels[factor] === value)
    if (shown.length > 0) return { kind: 'shown', exchanges: shown.map((order) => order.exchange) }
    return this.#unobserved(operation, factor, value)
  }

  #unobserved(operation: CreateOperation, factor: string, value: string): LevelEvidence {
    if (this.controls.accepted(operation).length === 0) return this.#noneAccepted(operation, levelKey(factor, value))
    const tried = this.controls.placed.filter(({ row }) => row.operation === operation && row.levels[factor] === value)
    if (tried.some(({ exchange }) => status(exchange) === 500)) {
      return unobserved('the order drew a 500', 'ITERO-CODE-02 holds', ['ITERO-CODE-02'])
    }
    const plain = plainerThan(factor, value)
    if (plain !== undefined && this.#blamed.has(`${operation} ${levelKey(factor, plain)}`)) {
      const requirement = requirementOf(operation, levelKey(factor, plain)) as string
      return unobserved(`${factor} of any kind is refused`, `${requirement} holds`, [requirement])
    }
    const due = tried.flatMap(({ row }) => levelKeys(row.levels)).find((key) => this.#blamed.has(`${operation} ${key}`))
    const leansOn = due ? [requirementOf(operation, due)].filter((id) => id !== undefined) : []
    const row = { operation, levels: { sendTo: factor === 'sendTo' ? value : 'N/A' } }
    const vain = unobserved('no order that has it got a telling answer', 'the target answers valid orders', leansOn)
    return this.controls.impossible(row) ?? vain
  }

  /** Not one order was accepted: the plainest one's rule is named, every other leans on it. */
  #noneAccepted(operation: CreateOperation, key: string): LevelEvidence {
    const plainest = PLAINEST_LEVEL[operation]
    const requirement = requirementOf(operation, plainest) as string
    const [first] = this.#refused(operation)
    if (operation === 'createNewOrder' && this.areCredentialsRefused) {
      const remedy = 'check account.user and account.password in the configuration'
      return unobserved('the target answers 401 to the configured credentials', remedy)
    }
    if (first && key === plainest) return { kind: 'refused', refused: first.exchange, control: null, together: [] }
    if (first)
      return unobserved(`not one valid order was accepted by ${operation}`, `${requirement} holds`, [requirement])
    const vain = unobserved('no order got a telling answer', 'the target answers valid orders')
    return this.controls.impossible({ operation, levels: { sendTo: 'N/A' } }) ?? vain
  }

  async #isolateOne(order: Placed): Promise<void> {
    const { operation, levels } = order.row
    const good = () => new Set(this.controls.accepted(operation).flatMap(({ row }) => levelKeys(row.levels)))
    const base = nearest(levels, this.controls.accepted(operation))
    if (!base) return
    await this.#isolatePlainer(order, base)
    const open = levelKeys(levels).filter((key) => !good().has(key))
    if (open.length > 0 && open.every((key) => this.#isExplained(operation, key))) return
    const { blamed, together, tries } = await isolate(levels, base.row.levels, good(), async (composed) => {
      const exchange = await this.#attempt(composed, order, base)
      return { accepted: isAccepted(exchange) ? true : isRefusal(exchange) ? false : undefined, outcome: exchange }
    })
    const known = blamed.filter(
      (key) => requirementOf(operation, key) !== undefined && !this.#isExplained(operation, key),
    )
    for (const key of together ? rarest(known) : known) {
      // The refusal that differs the least from the accepted order shows it best.
      const refusals = tries.filter((one) => !one.accepted && levelKeys(one.levels).includes(key))
      const clearest = refusals.sort((one, other) => shared(other.levels, base) - shared(one.levels, base))[0]
      this.#blamed.set(`${operation} ${key}`, {
        kind: 'refused',
        refused: clearest?.outcome ?? order.exchange,
        control: base.exchange,
        together: together ? known.filter((other) => other !== key) : [],
      })
    }
  }

  /** Before an odd level is looked at, the plain one that it rests on. */
  async #isolatePlainer(order: Placed, base: Placed): Promise<void> {
    const { operation, levels } = order.row
    for (const [factor, level] of Object.entries(levels)) {
      const plain = plainerThan(factor, level)
      if (plain === undefined || this.#isExplained(operation, levelKey(factor, plain))) continue
      const isShown = this.controls
        .accepted(operation)
        .some(({ row }) => [plain, level].includes(row.levels[factor] as string))
      if (isShown) continue
      const refused = await this.#attempt({ ...base.row.levels, [factor]: plain }, base, base)
      if (!isRefusal(refused)) continue
      const found: Blamed = { kind: 'refused', refused, control: base.exchange, together: [] }
      this.#blamed.set(`${operation} ${levelKey(factor, plain)}`, found)
    }
  }

  /** Whether a level is blamed, or rests on one that is. */
  #isExplained(operation: CreateOperation, key: string): boolean {
    const factor = key.slice(0, key.indexOf(':'))
    const plain = plainerThan(factor, key.slice(factor.length + 1))
    const rests = plain !== undefined && this.#blamed.has(`${operation} ${levelKey(factor, plain)}`)
    return this.#blamed.has(`${operation} ${key}`) || rests
  }

  /** One try of a composition; where the first map of its kind is refused, others of the kind follow: a lab rule speaks of all. */
  async #attempt(levels: Levels, refused: Placed, like: Placed): Promise<Exchange> {
    const { controls } = this
    const { operation } = refused.row
    const maps = controls.mapsOf(levels.sendTo as string)
    const sameKind = levels.sendTo === refused.row.levels.sendTo
    const first = sameKind ? maps.indexOf(refused.map) : 0
    const order = [...maps.slice(first), ...maps.slice(0, first)].slice(0, sameKind ? MAPS_TRIED : 1)
    let exchange: Exchange | undefined
    for (const map of order) {
      const placing = { purpose: 'variation', like, map } as const
      exchange = (await controls.placeWithRoom({ operation, levels }, placing)).exchange
      if (!isRefusal(exchange)) break
    }
    return exchange as Exchange
  }

  /** Maps on which every order was refused, tried once more with levels that were all accepted. */
  async #retryMaps(): Promise<void> {
    const accepted = new Set(this.controls.accepted('createNewOrder').map((order) => order.map))
    const open = new Set(
      this.#refused('createNewOrder')
        .map((order) => order.map)
        .filter((map) => !accepted.has(map)),
    )
    for (const map of open) {
      if (!this.#blamed.has(`createNewOrder ${levelKey('sendTo', map.sendTo)}`)) await this.tryMap(map)
    }
  }

  #refused(operation: CreateOperation): Placed[] {
    return this.controls.placed.filter(({ row, exchange }) => row.operation === operation && isRefusal(exchange))
  }
}

const isRefusal = (exchange: Exchange): boolean =>
  exchange.case !== 'refused' && Math.floor((status(exchange) ?? 0) / 100) === 4

/** The accepted order that shares the most levels with a refused one. */
function nearest(levels: Levels, accepted: readonly Placed[]): Placed | undefined {
  return [...accepted].sort((one, other) => shared(levels, other) - shared(levels, one))[0]
}

/** Of the levels of a combination, the one that is named. */
function rarest(keys: readonly string[]): string[] {
  const first = RAREST_FIRST.map((factor) => keys.find((key) => key.startsWith(`${factor}:`))).find((key) => key)
  return first ? [first] : []
}
