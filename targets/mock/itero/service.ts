import type { RateLimit } from '../../../engine/target.ts'
import { isObject, type JsonBody } from '../body.ts'
import type { Clock } from '../clock.ts'
import { createRandom } from '../random.ts'
import type { Attempt, CreateOperation, Order, Outcome, Problem } from './attempt.ts'
import { type Behaviour, CHECKS } from './behaviour.ts'
import type { Check } from './checks.ts'
import { readCredentials } from './credentials.ts'
import type { Clinic, Doctor, IteroData, Lab, Rx } from './data.ts'
import { Limiter } from './limiter.ts'
import type { ProcedureMap } from './maps.ts'

export interface ServiceOptions {
  data: IteroData
  behaviour: Behaviour
  clock: Clock
  seed: number
  /** The documented limit, as scaled by the caller. */
  rateLimit: RateLimit
}

const FIRST_ORDER_ID = 70_000_001
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the scanning tool holds, and how a request ends by its behaviour; knows nothing of how an answer is sent. */
export class Service {
  readonly limiter: Limiter
  readonly #behaviour: Behaviour
  readonly #clock: Clock
  readonly #checks: Readonly<Record<CreateOperation, readonly Check[]>>
  readonly #random
  readonly #doctors: readonly Doctor[]
  readonly #doctorsByUser: ReadonlyMap<unknown, Doctor>
  readonly #clinics: ReadonlyMap<unknown, Clinic>
  readonly #labs: ReadonlyMap<unknown, Lab>
  readonly #maps: ReadonlyMap<unknown, ProcedureMap>
  readonly #rxs: Map<unknown, Rx>
  /** Where the order codes of this seed begin. */
  readonly #firstCode: number
  #orders = 0
  #listings = 0

  constructor({ data, behaviour, clock, seed, rateLimit }: ServiceOptions) {
    this.#behaviour = behaviour
    this.#clock = clock
    this.#checks = {
      createNewOrder: CHECKS.createNewOrder.map((name) => behaviour[name]),
      createNewOrderByRx: CHECKS.createNewOrderByRx.map((name) => behaviour[name]),
    }
    this.#random = createRandom(seed)
    this.#firstCode = this.#random.integer(0, 2 ** 30)
    this.limiter = new Limiter(behaviour.limit(rateLimit), behaviour.createWindow)
    this.#doctors = data.doctors
    this.#doctorsByUser = new Map(data.doctors.map((doctor) => [doctor.user, doctor]))
    this.#clinics = new Map(data.clinics.map((clinic) => [clinic.companyId, clinic]))
    this.#labs = new Map(data.labs.map((lab) => [lab.labId, lab]))
    this.#maps = new Map(behaviour.catalogue(data.maps).map((map) => [map.procedureMapId, map]))
    this.#rxs = new Map(data.rxs.map((rx) => [rx.rxGuid, rx]))
  }

  /** Makes an RX without a case, as "Scan Request" does. */
  addRx(companyId: number, rxGuid: string = this.#random.guid()): Rx {
    return this.#keep({ rxGuid: rxGuid.toLowerCase(), patientGuid: this.#random.guid(), companyId })
  }

  /** Answers a call of one of the two create operations. */
  create(operation: CreateOperation, authorization: string | undefined, sent: JsonBody): Outcome {
    const at = this.#attempt(operation, authorization, sent)
    const outcome = this.#decide(at)
    if (this.#behaviour.countsAsCase(outcome)) this.limiter.windowOf(this.#behaviour.windowKey(at)).add(at.now)
    return outcome
  }

  /** Answers a call of the list of maps. */
  listMaps(authorization: string | undefined): Outcome {
    const now = this.#clock.now()
    if (!this.#behaviour.admitsToMaps(authorization)) return { kind: 'unauthorized', at: undefined }
    if (this.#behaviour.limitsMaps(now))
      return { kind: 'limited', at: undefined, retryAfterSeconds: this.limiter.limit.windowSeconds }
    const outcome: Outcome = { kind: 'listed', at: undefined }
    // The list has no caller: where a server counts it, it counts for everyone.
    if (this.#behaviour.countsAsCase(outcome))
      for (const { user } of this.#doctors) this.limiter.windowOf(user).add(now)
    return outcome
  }

  /** The body of the list. */
  renderMaps(): unknown {
    this.#listings++
    return this.#behaviour.renderMaps([...this.#maps.values()], this.#listings)
  }

  #attempt(operation: CreateOperation, authorization: string | undefined, sent: JsonBody): Attempt {
    const body = isObject(sent.value) ? sent.value : {}
    const credentials = readCredentials(authorization)
    const at: Attempt = {
      operation,
      now: this.#clock.now(),
      authorization,
      credentials,
      named: this.#doctorsByUser.get(credentials?.user),
      doctor: undefined,
      clinic: undefined,
      sent,
      body,
      patient: isObject(body.patient) ? body.patient : undefined,
      map: this.#maps.get(body.procedureMapId),
      lab: this.#labs.get(body.labId),
      rx: typeof body.rxId === 'string' ? this.#rxs.get(body.rxId.toLowerCase()) : undefined,
    }
    at.doctor = this.#behaviour.doctorFor(at, this.#doctors)
    at.clinic = this.#clinics.get(at.doctor?.companyId)
    return at
  }

  #decide(at: Attempt): Outcome {
    const behaviour = this.#behaviour
    if (!at.doctor && behaviour.turnsStrangersAwayFirst(at)) return { kind: 'unauthorized', at }
    const limitFirst = behaviour.limitsBeforeValidation(at)
    if (limitFirst) {
      const refusal = this.#refusalByLimit(at)
      if (refusal) return refusal
    }
    if (behaviour.crashes(at)) return { kind: 'crashed', at }
    const problems = this.#problems(at)
    if (problems.length > 0) return { kind: 'invalid', at, problems }
    if (!at.doctor) return { kind: 'unauthorized', at }
    return (limitFirst ? undefined : this.#refusalByLimit(at)) ?? { kind: 'created', at, order: this.#order(at) }
  }

  #problems(at: Attempt): Problem[] {
    const unreadable = this.#behaviour.checkBody(at)
    if (unreadable) return [unreadable]
    const problems: Problem[] = []
    for (const check of this.#checks[at.operation]) {
      const found = check(at)
      if (found) problems.push(found)
    }
    return problems
  }

  #refusalByLimit(at: Attempt): Outcome | undefined {
    if (!this.#behaviour.isLimited(at.operation)) return undefined
    const window = this.limiter.windowOf(this.#behaviour.windowKey(at))
    if (window.hasRoom(at.now)) return undefined
    return { kind: 'limited', at, retryAfterSeconds: window.msUntilRoom(at.now) / 1000 }
  }

  #order(at: Attempt): Order {
    const sequence = ++this.#orders
    const fresh = {
      rxGuid: this.#random.guid(),
      patientGuid: this.#random.guid(),
      companyId: at.doctor?.companyId ?? 0,
    }
    const { rxGuid, patientGuid } = this.#keep(this.#behaviour.rxFor(fresh, at))
    return {
      sequence,
      orderId: this.#behaviour.orderId(FIRST_ORDER_ID + sequence, at),
      orderCode: this.#behaviour.orderCode(this.#code(sequence), at),
      patientGuid,
      rxGuid,
    }
  }

  #keep(rx: Rx): Rx {
    this.#rxs.set(rx.rxGuid, rx)
    return rx
  }

  /** Six letters and digits: 30 bits. An odd factor takes each number of 30 bits to another one, so no code comes twice. */
  #code(sequence: number): string {
    const bits = this.#firstCode + Math.imul(sequence, 0x2545f491)
    let code = ''
    for (let shift = 25; shift >= 0; shift -= 5) code += CODE_LETTERS[(bits >>> shift) & 31]
    return code
  }
}
