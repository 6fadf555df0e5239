import type { Ticket } from '../../engine/budget.ts'
import type { Exchange, Purpose } from '../../engine/exchange.ts'
import { type Unobserved, unobserved } from '../../engine/finding.ts'
import type { Levels } from '../../engine/isolate.ts'
import { toJson } from '../../engine/json.ts'
import { differences } from '../../engine/json-diff.ts'
import { isAccepted } from '../../engine/status.ts'
import { orderByRx, type SendTo } from '../../generators/order.ts'
import type { OrderWorld } from '../../generators/order-world.ts'
import { SEND_TO } from '../../generators/procedure-maps.ts'
import type { CreateOperation } from './api.ts'
import { composeOrder } from './compose.ts'
import { type Row, TEN_ORDERS } from './design.ts'
import type { UsableMap } from './map-list.ts'
import { type OrderSender, rxOf } from './orders.ts'
import { sampleMaps } from './sample-maps.ts'

/** An order that was sent, valid by the document. */
export interface Placed {
  row: Row
  map: UsableMap
  /** Which of the made-up patients it is for. */
  patient: number
  body: Record<string, unknown>
  exchange: Exchange
  /** For createNewOrderByRx: the createNewOrder that made its RX. */
  rxFrom?: Exchange
}

/** How an order is sent. */
export interface Placing {
  purpose: Purpose
  /** In words; by default what the order is composed of. */
  what?: string
  /** The order that it is compared with: it is then for the same patient. */
  like?: Placed
  /** By default the most trustworthy map of its kind. */
  map?: UsableMap
}

/** Tries of one order that the rate limit may refuse before it is given up. */
const TRIES = 4

/** Composes and sends valid orders, and keeps what was accepted as controls. */
export class Controls {
  readonly placed: Placed[] = []
  /** The ten orders; where no map of a kind can be had, another kind carries what else is on the order. */
  readonly ten: readonly Row[]
  /** What is listed and of no use: no such ID is an unknown one. */
  readonly #unusable: readonly UsableMap[]
  /** The maps that the ten orders are made with. */
  readonly #sampled: ReadonlyMap<Row, UsableMap | undefined>
  #patients = 0

  constructor(
    readonly sender: OrderSender,
    readonly maps: readonly UsableMap[],
    /** Every ID that is listed, also by entries that are of no use. */
    listed: readonly UsableMap['procedureMapId'][],
    private readonly seed: number,
    private readonly today: string,
  ) {
    const usable = new Set(maps.map((map) => map.procedureMapId))
    this.#unusable = listed
      .filter((id) => !usable.has(id))
      .map((procedureMapId) => ({ procedureMapId, sendTo: 'N/A' as const, samples: [] }))
    const [instead] = [...SEND_TO].reverse().filter((sendTo) => !this.#lacks(sendTo))
    this.ten = TEN_ORDERS.map((row) =>
      instead && this.#lacks(row.levels.sendTo as SendTo)
        ? { ...row, levels: { ...row.levels, sendTo: instead } }
        : row,
    )
    const sample = sampleMaps(
      this.ten.map(({ operation, levels }) => ({ operation, sendTo: levels.sendTo as SendTo })),
      maps,
    )
    this.#sampled = new Map(this.ten.map((row, nth) => [row, sample[nth]]))
  }

  /** What faults are made from, and what proves that they break one clause only. */
  get world(): OrderWorld {
    const { user: _user, password: _password, ...place } = this.sender.account
    return {
      ...place,
      maps: [...this.maps, ...this.#unusable],
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
  impossible(row: Row): Unobserved | undefined {
    const lacking = this.#lacks(row.levels.sendTo as SendTo)
    if (lacking) return lacking
    if (
      row.operation === 'createNewOrderByRx' &&
      this.accepted('createNewOrder').every((order) => !rxOf(order.exchange))
    ) {
      return unobserved('no createNewOrder gave an rxGuid that could be passed', 'createNewOrder answers a GUID', [
        'ITERO-RESP-04',
      ])
    }
    return undefined
  }

  /** Sends an order composed of a row's levels. */
  async place(row: Row, ticket: Ticket, { purpose, what, like, map }: Placing): Promise<Placed> {
    const chosen = map ?? this.#sampled.get(row) ?? (this.mapsOf(row.levels.sendTo as string)[0] as UsableMap)
    const rx = row.operation === 'createNewOrderByRx' ? this.#rxFor(row) : undefined
    const patient = like?.patient ?? this.#patients++
    const body = this.#compose(row, chosen, patient, rx && (rxOf(rx.exchange) as string))
    const changes = like ? differences(like.body, body, 'body') : []
    const exchange = await this.sender.send(
      {
        purpose,
        operation: row.operation,
        what: what ?? inWords(row, chosen),
        body: toJson(body),
        ...(like && changes.length > 0 ? { controlId: like.exchange.id, changes } : {}),
      },
      ticket,
    )
    const placed: Placed = { row, map: chosen, patient, body, exchange, ...(rx ? { rxFrom: rx.exchange } : {}) }
    this.placed.push(placed)
    return placed
  }

  /** As {@link place}, once there is room for a case; where the rate limit refuses it all the same, it is sent again. */
  async placeWithRoom(row: Row, placing: Placing): Promise<Placed> {
    for (let nth = 1; ; nth++) {
      const placed = await this.place(row, await this.sender.budget.admit(), placing)
      if (nth === TRIES || !this.sender.isLimitRefusal(placed.exchange)) return placed
      this.sender.budget.close()
    }
  }

  /** The rows of which nothing is known yet: not sent, or answered by the rate limit. */
  pending(rows: readonly Row[]): Row[] {
    const answered = this.placed
      .filter(({ exchange }) => !this.sender.isLimitRefusal(exchange))
      .map((order) => order.row)
    return rows.filter((row) => !answered.includes(row))
  }

  /** A row that was accepted before, the plainest first: what a try at the limit repeats. */
  repeatable(operation: CreateOperation = 'createNewOrder'): Row | undefined {
    const accepted = this.accepted(operation)
    return (accepted.find((order) => order.row.levels.notes === 'none') ?? accepted[0])?.row
  }

  #compose(row: Row, map: UsableMap, patient: number, rxId: string | undefined): Record<string, unknown> {
    const { companyId, scannerSerialNumber } = this.sender.account
    const lab = this.#labFor(map.sendTo)
    const place = { companyId, scannerSerialNumber, procedureMapId: map.procedureMapId, labId: lab?.id ?? null }
    if (rxId !== undefined) return { ...orderByRx(place, rxId) }
    return composeOrder(this.seed + patient, place, row.levels, this.today)
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

  /** Why no order can be made for a kind of map. */
  #lacks(sendTo: SendTo): Unobserved | undefined {
    const lab = this.#labFor(sendTo)
    if (lab && lab.id === undefined)
      return unobserved(`${lab.key} is not configured`, `set ${lab.key} in the target's configuration`)
    if (this.mapsOf(sendTo).length > 0) return undefined
    return unobserved(`no usable map is listed whose sendTo is ${sendTo}`, `the target lists one`, [
      'ITERO-MAPS-01',
      'ITERO-MAPS-07',
    ])
  }

  #labFor(sendTo: SendTo): { id: number | undefined; key: string } | undefined {
    const { restoLabId, orthoLabId } = this.sender.account
    if (sendTo === 'restoLab') return { id: restoLabId, key: 'account.restoLabId' }
    if (sendTo === 'orthoLab') return { id: orthoLabId, key: 'account.orthoLabId' }
    return undefined
  }
}

/** How many levels an order shares with others. */
export const shared = (levels: Levels, order: Placed): number =>
  Object.entries(levels).filter(([factor, level]) => order.row.levels[factor] === level).length

function inWords({ operation, levels }: Row, map: UsableMap): string {
  const { sendTo, gender, dateOfBirth, rx, ...texts } = levels
  const there = Object.entries(texts).filter(
    ([factor, level]) => level !== 'none' && !(factor === 'names' && level === 'plain'),
  )
  const carried = there.map(([factor, level]) => `${level} ${factor}`).join(', ') || 'no optional field'
  const said = operation === 'createNewOrder' ? `gender ${gender}, birth as ${dateOfBirth}, ${carried}` : `${rx} RX`
  return `order on map ${map.procedureMapId} (${sendTo}), ${said}`
}
