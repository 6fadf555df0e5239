import type { Ticket } from '../../engine/budget.ts'
import type { Exchange, Purpose } from '../../engine/exchange.ts'
import { isolate, type Levels, levelKey, levelKeys } from '../../engine/isolate.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { orderByRx, type SendTo } from '../../generators/order.ts'
import type { OrderWorld } from '../../generators/order-world.ts'
import type { CreateOperation } from './api.ts'
import { composeOrder } from './compose.ts'
import { plainerThan, RAREST_FIRST, type Row, requirementOf } from './design.ts'
import type { UsableMap } from './map-list.ts'
import { type OrderDesk, rxOf } from './orders.ts'

/** An order that was sent, valid by the document. */
export interface Placed {
  row: Row
  map: UsableMap
  body: Record<string, unknown>
  exchange: Exchange
  /** For createNewOrderByRx: the createNewOrder that made its RX. */
  rxFrom?: Exchange
}

/** What is known of one level: an accepted order that has it; or the refusal that is due to it; or why nothing is known. */
export type LevelEvidence =
  | { kind: 'shown'; exchanges: Exchange[] }
  | { kind: 'refused'; refused: Exchange; control: Exchange | null; together: string[] }
  | { kind: 'unknown'; reason: string; remedy: string; leansOn: string[] }

type Blamed = Extract<LevelEvidence, { kind: 'refused' }>

/** How many maps of one `sendTo` are tried before its lab rule is blamed. */
const MAPS_TRIED = 3

/** Composes valid orders, keeps what was accepted as controls, and finds what a refusal is due to. */
export class Positives {
  readonly placed: Placed[] = []
  readonly #blamed = new Map<string, Blamed>()
  readonly #mapRetries: Placed[] = []
  #orders = 0

  constructor(
    private readonly desk: OrderDesk,
    private readonly maps: readonly UsableMap[],
    /** Every ID that is listed, also by entries that are of no use. */
    private readonly listed: readonly number[],
    private readonly seed: number,
    private readonly today: string,
  ) {}

  /** What faults are made from, and what proves that they break one clause only. */
  get world(): OrderWorld {
    const {
      companyId,
      scannerSerialNumber,
      restoLabId,
      orthoLabId,
      unrelatedLabId,
      otherCompanyId,
      otherScannerSerialNumber,
    } = this.desk.account
    return {
      companyId,
      scannerSerialNumber,
      ...(restoLabId === undefined ? {} : { restoLabId }),
      ...(orthoLabId === undefined ? {} : { orthoLabId }),
      ...(unrelatedLabId === undefined ? {} : { unrelatedLabId }),
      ...(otherCompanyId === undefined ? {} : { otherCompanyId }),
      ...(otherScannerSerialNumber === undefined ? {} : { otherScannerSerialNumber }),
      maps: [
        ...this.maps,
        ...this.listed
          .filter((id) => this.maps.every((map) => map.procedureMapId !== id))
          .map((procedureMapId) => ({ procedureMapId, sendTo: 'N/A' as const })),
      ],
      rxIds: this.accepted('createNewOrder').flatMap((order) => rxOf(order.exchange) ?? []),
      today: this.today,
      seed: this.seed,
    }
  }

  accepted(operation: CreateOperation): Placed[] {
    return this.placed.filter((order) => order.row.operation === operation && isAccepted(order.exchange))
  }

  /** The first accepted order of an operation whose map is of one of these kinds, in their order. */
  control(operation: CreateOperation, on: readonly string[]): Placed | undefined {
    const accepted = this.accepted(operation)
    for (const sendTo of on) {
      const found = accepted.find((order) => order.row.levels.sendTo === sendTo)
      if (found) return found
    }
    return undefined
  }

  /** Of the accepted orders on these kinds of map, the one that shares the fewest levels with another. */
  unlike(control: Placed, on: readonly string[]): Placed | undefined {
    const others = this.accepted(control.row.operation).filter(
      ({ row }) => on.includes(row.levels.sendTo as string) && row.levels.sendTo !== control.row.levels.sendTo,
    )
    return [...others].sort((one, other) => shared(one.row.levels, control) - shared(other.row.levels, control))[0]
  }

  mapsOf(sendTo: string): UsableMap[] {
    return this.maps.filter((map) => map.sendTo === sendTo)
  }

  /** Why a row cannot be sent at all; undefined where it can. */
  impossible(row: Row): Extract<LevelEvidence, { kind: 'unknown' }> | undefined {
    const { sendTo } = row.levels
    const lab = this.#labFor(sendTo as SendTo)
    if (lab && lab.id === undefined)
      return unknown(`${lab.key} is not configured`, `set ${lab.key} in the target's configuration`)
    if (this.mapsOf(sendTo as string).length === 0) {
      return unknown(`no usable map is listed whose sendTo is ${sendTo}`, `the target lists one`, [
        'ITERO-MAPS-01',
        'ITERO-MAPS-07',
      ])
    }
    if (
      row.operation === 'createNewOrderByRx' &&
      this.accepted('createNewOrder').every((order) => !rxOf(order.exchange))
    ) {
      return unknown('no createNewOrder gave an rxGuid that could be passed', 'createNewOrder answers a GUID', [
        'ITERO-RESP-04',
      ])
    }
    return undefined
  }

  /** Sends an order composed of a row's levels, for a patient of its own, on the `nth` map of its kind. */
  async place(row: Row, ticket: Ticket, purpose: Purpose, rule: string, nth = 0, what?: string): Promise<Placed> {
    const { sendTo } = row.levels as { sendTo: SendTo }
    const maps = this.mapsOf(sendTo)
    const map = maps[nth % maps.length] as UsableMap
    return this.placeOn(map, row, ticket, purpose, rule, what)
  }

  async placeOn(
    map: UsableMap,
    row: Row,
    ticket: Ticket,
    purpose: Purpose,
    rule: string,
    what?: string,
  ): Promise<Placed> {
    const rx = row.operation === 'createNewOrderByRx' ? this.#rxFor(row) : undefined
    const body = this.#compose(row, map, rx && (rxOf(rx.exchange) as string))
    const exchange = await this.desk.send(
      { rule, purpose, operation: row.operation, what: what ?? inWords(row, map), body: JSON.stringify(body) },
      ticket,
    )
    const placed: Placed = { row, map, body, exchange, ...(rx ? { rxFrom: rx.exchange } : {}) }
    this.placed.push(placed)
    return placed
  }

  /** The rows of which nothing is known yet: not sent, or answered by the rate limit. */
  untold(rows: readonly Row[]): Row[] {
    const told = this.placed.filter(({ exchange }) => !this.desk.isLimitRefusal(exchange)).map((order) => order.row)
    return rows.filter((row) => !told.includes(row))
  }

  /** A row that was accepted before, the plainest first: what a try at the limit repeats. */
  repeatable(operation: CreateOperation = 'createNewOrder'): Row | undefined {
    const accepted = this.accepted(operation)
    return (accepted.find((order) => order.row.levels.notes === 'none') ?? accepted[0])?.row
  }

  /** Traces every refused order to the level that it is due to. Needs accepted orders to compare with. */
  async trace(rule: string): Promise<void> {
    for (const operation of ['createNewOrder', 'createNewOrderByRx'] as const) {
      const refused = this.placed.filter((order) => order.row.operation === operation && isRefusal(order.exchange))
      for (const order of refused) await this.#traceOne(order, rule)
    }
    await this.#retryMaps()
  }

  /** One order for each map that was tried: an accepted one; else one in which nothing but the map is in question. */
  mapTries(): Placed[] {
    const accepted = this.accepted('createNewOrder')
    const maps = new Set(accepted.map((order) => order.map.procedureMapId))
    return [...accepted, ...this.#mapRetries.filter((order) => !maps.has(order.map.procedureMapId))]
  }

  /** Maps on which every order was refused, tried once more with levels that were all accepted. */
  async #retryMaps(): Promise<void> {
    const accepted = new Set(this.mapTries().map((order) => order.map))
    const refused = this.placed.filter(({ row, exchange }) => row.operation === 'createNewOrder' && isRefusal(exchange))
    const open = new Set(refused.map((order) => order.map).filter((map) => !accepted.has(map)))
    for (const map of open) {
      if (!this.#blamed.has(`createNewOrder ${levelKey('sendTo', map.sendTo)}`)) await this.tryMap(map)
    }
  }

  /** An order on one map, composed of levels that were accepted elsewhere. */
  async tryMap(map: UsableMap): Promise<void> {
    const row = this.control('createNewOrder', [map.sendTo])?.row ?? this.repeatable()
    if (!row) return
    const levels = { ...row.levels, sendTo: map.sendTo }
    const ticket = await this.desk.budget.admit()
    this.#mapRetries.push(await this.placeOn(map, { ...row, levels }, ticket, 'control', 'ITERO-MAP-02'))
  }

  async #traceOne(order: Placed, rule: string): Promise<void> {
    const { operation, levels } = order.row
    const good = () => new Set(this.accepted(operation).flatMap(({ row }) => levelKeys(row.levels)))
    const base = nearest(levels, this.accepted(operation))
    if (!base) return
    await this.#tracePlainer(order, base, rule)
    const open = levelKeys(levels).filter((key) => !good().has(key))
    if (open.length > 0 && open.every((key) => this.#isExplained(operation, key))) return
    const { blamed, together, tries } = await isolate(levels, base.row.levels, good(), async (composed) => {
      const exchange = await this.#attempt({ operation, levels: composed }, order, rule)
      return { accepted: isAccepted(exchange) ? true : isRefusal(exchange) ? false : undefined, outcome: exchange }
    })
    const known = blamed.filter(
      (key) => requirementOf(operation, key) !== undefined && !this.#isExplained(operation, key),
    )
    for (const key of together ? rarest(known) : known) {
      const refusals = tries.filter((one) => !one.accepted && levelKeys(one.levels).includes(key))
      this.#blame(operation, key, {
        refused: (together ? refusals[0] : refusals.at(-1))?.outcome ?? order.exchange,
        control: base.exchange,
        together: together ? known.filter((other) => other !== key) : [],
      })
    }
  }

  /** Before an odd level is looked at, the plain one that it rests on. */
  async #tracePlainer(order: Placed, base: Placed, rule: string): Promise<void> {
    const { operation, levels } = order.row
    for (const [factor, level] of Object.entries(levels)) {
      const plain = plainerThan(factor, level)
      if (
        plain === undefined ||
        this.accepted(operation).some(({ row }) => row.levels[factor] === plain || row.levels[factor] === level)
      )
        continue
      if (this.#isExplained(operation, levelKey(factor, plain))) continue
      const refused = await this.#attempt({ operation, levels: { ...base.row.levels, [factor]: plain } }, base, rule)
      if (isRefusal(refused))
        this.#blame(operation, levelKey(factor, plain), { refused, control: base.exchange, together: [] })
    }
  }

  /** Whether a level is blamed, or rests on one that is. */
  #isExplained(operation: CreateOperation, key: string): boolean {
    const [factor, level] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
    const plain = plainerThan(factor, level)
    return (
      this.#blamed.has(`${operation} ${key}`) ||
      (plain !== undefined && this.#blamed.has(`${operation} ${levelKey(factor, plain)}`))
    )
  }

  #blame(operation: CreateOperation, key: string, found: Omit<Blamed, 'kind'>): void {
    this.#blamed.set(`${operation} ${key}`, { kind: 'refused', ...found })
  }

  /** One try of a composition; where the first map of its kind is refused, others of the kind follow: a lab rule speaks of all. */
  async #attempt(row: Row, refused: Placed, rule: string): Promise<Exchange> {
    const maps = this.mapsOf(row.levels.sendTo as string)
    const first = Math.max(0, maps.indexOf(refused.map))
    const tried = row.levels.sendTo === refused.row.levels.sendTo ? Math.min(MAPS_TRIED, maps.length) : 1
    let exchange: Exchange | undefined
    for (let nth = 0; nth < tried; nth++) {
      const placed = await this.place(row, await this.desk.budget.admit(), 'control', rule, first + nth)
      exchange = placed.exchange
      if (!isRefusal(exchange)) break
    }
    return exchange as Exchange
  }

  /** What is known of a level, in the end. */
  level(operation: CreateOperation, factor: string, value: string): LevelEvidence {
    const key = levelKey(factor, value)
    const shown = this.accepted(operation).filter(({ row }) => row.levels[factor] === value)
    const blamed = this.#blamed.get(`${operation} ${key}`)
    if (blamed) return blamed
    if (shown.length > 0) return { kind: 'shown', exchanges: shown.map((order) => order.exchange) }
    return this.#unknown(operation, factor, value)
  }

  #unknown(operation: CreateOperation, factor: string, value: string): LevelEvidence {
    const tried = this.placed.filter(({ row }) => row.operation === operation && row.levels[factor] === value)
    const crash = tried.find(({ exchange }) => status(exchange) === 500)
    if (crash) return unknown('the order drew a 500', 'ITERO-CODE-02 holds', ['ITERO-CODE-02'])
    if (this.accepted(operation).length === 0) return this.#noneAccepted(operation, levelKey(factor, value))
    const plain = plainerThan(factor, value)
    if (plain !== undefined && this.#blamed.has(`${operation} ${levelKey(factor, plain)}`)) {
      const requirement = requirementOf(operation, levelKey(factor, plain)) as string
      return unknown(`${factor} of any kind is refused`, `${requirement} holds`, [requirement])
    }
    const due = tried
      .flatMap(({ row }) => levelKeys(row.levels))
      .find((other) => this.#blamed.has(`${operation} ${other}`))
    const leansOn = due ? [requirementOf(operation, due)].filter((id) => id !== undefined) : []
    const row = { operation, levels: { sendTo: factor === 'sendTo' ? value : 'N/A' } }
    return (
      this.impossible(row) ??
      unknown('no order that has it got a telling answer', 'the target answers valid orders', leansOn)
    )
  }

  /** Not one order was accepted: the plainest one's rule is named, every other leans on it. */
  #noneAccepted(operation: CreateOperation, key: string): LevelEvidence {
    const refusals = this.placed.filter(({ row, exchange }) => row.operation === operation && isRefusal(exchange))
    const cause = operation === 'createNewOrder' ? 'chart:none' : 'rx:fresh'
    const requirement = requirementOf(operation, cause) as string
    const stranger = refusals.find(({ exchange }) => status(exchange) === 401)
    if (stranger) {
      return unknown(
        'the target answers 401 to the configured credentials',
        'check account.user and account.password in the configuration',
      )
    }
    const first = refusals[0]
    if (key === cause && first) return { kind: 'refused', refused: first.exchange, control: null, together: [] }
    if (first) return unknown(`not one valid order was accepted by ${operation}`, `${requirement} holds`, [requirement])
    const withRx = operation === 'createNewOrderByRx'
    return withRx
      ? (this.impossible({ operation, levels: { sendTo: 'N/A' } }) ??
          unknown('no order was answered', 'the target answers'))
      : unknown('no order could be tried', 'a target that answers orders, and rules that may write')
  }

  #compose(row: Row, map: UsableMap, rxId: string | undefined): Record<string, unknown> {
    const { companyId, scannerSerialNumber } = this.desk.account
    const lab = this.#labFor(map.sendTo)
    const place = { companyId, scannerSerialNumber, procedureMapId: map.procedureMapId, labId: lab?.id ?? null }
    if (rxId !== undefined) return { ...orderByRx(place, rxId) }
    return composeOrder(this.seed + this.#orders++, place, row.levels)
  }

  /** `fresh`: an RX that no order has used, of the same kind of map if there is one. `used`: the one that was used most. */
  #rxFor(row: Row): Placed {
    const withRx = this.accepted('createNewOrder').filter((order) => rxOf(order.exchange))
    const uses = (order: Placed) =>
      this.accepted('createNewOrderByRx').filter((one) => one.rxFrom === order.exchange).length
    if (row.levels.rx === 'used') return [...withRx].sort((one, other) => uses(other) - uses(one))[0] as Placed
    const unused = withRx.filter((order) => uses(order) === 0)
    const pool = unused.length > 0 ? unused : withRx
    return (pool.find((order) => order.row.levels.sendTo === row.levels.sendTo) ?? pool[0]) as Placed
  }

  #labFor(sendTo: SendTo): { id: number | undefined; key: string } | undefined {
    const { restoLabId, orthoLabId } = this.desk.account
    if (sendTo === 'restoLab') return { id: restoLabId, key: 'account.restoLabId' }
    if (sendTo === 'orthoLab') return { id: orthoLabId, key: 'account.orthoLabId' }
    return undefined
  }
}

const isRefusal = (exchange: Exchange): boolean =>
  exchange.case !== 'refused' && Math.floor((status(exchange) ?? 0) / 100) === 4

const unknown = (
  reason: string,
  remedy: string,
  leansOn: string[] = [],
): Extract<LevelEvidence, { kind: 'unknown' }> => ({
  kind: 'unknown',
  reason,
  remedy,
  leansOn,
})

/** The accepted order that shares the most levels with a refused one. */
function nearest(levels: Levels, accepted: readonly Placed[]): Placed | undefined {
  return [...accepted].sort((one, other) => shared(levels, other) - shared(levels, one))[0]
}

const shared = (levels: Levels, order: Placed): number =>
  levelKeys(order.row.levels).filter((key) => levelKeys(levels).includes(key)).length

function rarest(keys: readonly string[]): string[] {
  const first = RAREST_FIRST.map((factor) => keys.find((key) => key.startsWith(`${factor}:`))).find((key) => key)
  return first ? [first] : []
}

function inWords({ operation, levels }: Row, map: UsableMap): string {
  const { sendTo, gender, dateOfBirth, rx, ...texts } = levels
  const there = Object.entries(texts).filter(
    ([factor, level]) => level !== 'none' && !(factor === 'names' && level === 'plain'),
  )
  const carried = there.map(([factor, level]) => `${level} ${factor}`).join(', ') || 'no optional field'
  const said = operation === 'createNewOrder' ? `gender ${gender}, birth as ${dateOfBirth}, ${carried}` : `${rx} RX`
  return `order on map ${map.procedureMapId} (${sendTo}), ${said}`
}
