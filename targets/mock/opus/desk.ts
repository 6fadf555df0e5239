import type { Behaviour } from './behaviour.ts'
import type { WallMinutes } from './calendar.ts'
import { type Call, type Objection, Refusal } from './call.ts'
import { spanOfOffers } from './free-times.ts'
import type { World } from './world.ts'

/** One request before the mock: its objections take effect as the behaviour has it. */
export class Desk {
  readonly behaviour: Behaviour
  readonly world: World
  readonly call: Call
  /** Minutes of the clinics' wall clock. */
  readonly now: WallMinutes
  /** The end of the span in which slots are offered. */
  readonly horizon: WallMinutes
  /** What refuses the request once what it asks for is done. */
  #pending: Objection | undefined

  constructor(behaviour: Behaviour, world: World, call: Call) {
    this.behaviour = behaviour
    this.world = world
    this.call = call
    const { now, horizon } = spanOfOffers(behaviour, world)
    this.now = now
    this.horizon = horizon
  }

  /**
   * Returns where the objection does not end the request at once.
   *
   * @throws Refusal
   */
  object(objection: Objection): void {
    const effect = this.behaviour.effectOf(objection, this.call)
    if (effect === 'refused') throw new Refusal(this.#pending ?? objection)
    if (effect === 'done, but refused') this.#pending ??= objection
  }

  /** @throws Refusal where what was asked for is done, and refused all the same. */
  settle(): void {
    if (this.#pending) throw new Refusal(this.#pending)
  }

  /** To be called once a request is read, and nothing is found wrong with it. */
  admit(): void {
    this.askBackend()
    const objection = this.behaviour.objectsTo(this.call, this.world)
    if (objection) this.object(objection)
  }

  /** Objects where the operation needs the backend, and it cannot be reached. */
  askBackend(): void {
    if (this.call.isOutage && this.behaviour.needsBackend(this.call)) this.object({ reason: 'backend' })
  }
}
