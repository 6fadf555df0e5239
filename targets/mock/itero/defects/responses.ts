import type { Attempt, CreateOperation, Order } from '../attempt.ts'
import type { Rx } from '../data.ts'
import { alters, byRx, create, type Defects, defectsOf, each, kebab, type Patch } from '../patches.ts'

const NIL = '00000000-0000-0000-0000-000000000000'

type Field = Exclude<keyof Order, 'sequence'>

/** What a field of the answer is changed to; undefined leaves it out. */
type Change = (value: string | number) => unknown

const toNumber: Change = (code) => Number.parseInt(String(code), 36)

/** ID's end, summary's words, change. */
type Row = readonly [end: string, words: string, change: Change]

const absent = (field: Field): readonly Row[] => [
  ['missing', `without ${field}`, () => undefined],
  ['null', `with ${field.startsWith('o') ? 'an' : 'a'} ${field} of null`, () => null],
]
const misshapen = (field: Field): readonly Row[] => [
  ['short', `with a ${field} of 35 characters`, (guid) => String(guid).slice(0, -1)],
  ['not-hexadecimal', `with a ${field} that ends in a z`, (guid) => `${String(guid).slice(0, -1)}z`],
]

const ROWS: Readonly<Record<Field, readonly Row[]>> = {
  orderId: [...absent('orderId'), ['string', 'with orderId as a string', String]],
  orderCode: [...absent('orderCode'), ['number', 'with orderCode as a number', toNumber]],
  patientGuid: [...absent('patientGuid'), ...misshapen('patientGuid')],
  rxGuid: [...absent('rxGuid'), ...misshapen('rxGuid')],
}

const rendersField = ({ renders }: typeof create, field: Field, change: Change, from?: number): Patch =>
  renders(({ sequence: _, ...order }) => ({ ...order, [field]: change(order[field]) }), from)

/** A field that is not as it should be. */
const fieldDefects = (on: typeof create, field: Field): Defects =>
  each(ROWS[field], ([end, words, change]) => ({
    [`${on.prefix}${kebab(field)}-${end}`]: [`${on.operation} answers ${words}.`, rendersField(on, field, change)],
  }))

/** Wrong only from the mock's fourth case on, whatever operation made the first three. */
const late = (on: typeof create, id: string, words: string, field: Field, change: Change): Defects => ({
  [`${on.prefix}${id}-from-4th`]: [
    `${on.operation} answers ${words} from the fourth case on.`,
    rendersField(on, field, change, 4),
  ],
})

/** Answers what was answered before in place of what is due, by a memory that each mock has of its own. */
type Recall = <Value>(due: Value, memory: Value[], operation: CreateOperation) => Value

const recalls =
  (name: 'orderId' | 'orderCode' | 'rxFor', recall: Recall): Patch =>
  (base) => {
    const memory: never[] = []
    const change = (due: never, _next: unknown, { operation }: Attempt) => recall(due, memory, operation)
    return alters(name, change as never)(base)
  }

const theFirstOn =
  (on: typeof create): Recall =>
  (due, memory, operation) => {
    if (operation !== on.operation) return due
    memory[0] ??= due
    return memory[0]
  }

/** The nth of createNewOrder is the same as an earlier one. */
const again =
  (nth: number, earlier: number): Recall =>
  (due, memory, operation) => {
    if (operation !== 'createNewOrder') return due
    memory.push(due)
    return memory.length === nth ? memory[earlier - 1]! : due
  }

const theLatestOfCreate: Recall = (due, memory, operation) => {
  if (operation === 'createNewOrder') memory[0] = due
  return memory[0] ?? due
}

/** createNewOrder takes the RX that it made for an order of which this is the same. */
const reusesRx =
  (sameness: (at: Attempt) => unknown): Patch =>
  (base) => {
    const made = new Map<string, Rx>()
    return alters('rxFor', (rx, _fresh, at) => {
      if (at.operation !== 'createNewOrder') return rx
      const same = JSON.stringify(sameness(at))
      if (!made.has(same)) made.set(same, rx)
      return made.get(same) ?? rx
    })(base)
  }

/** createNewOrder makes its RX of another fresh one. */
const freshens =
  (change: (fresh: Rx) => Partial<Rx>): Patch =>
  (base) => ({ rxFor: (fresh, at) => base.rxFor({ ...fresh, ...change(fresh) }, at) })

export const responseDefects = defectsOf({
  'ITERO-RESP-01': {
    ...fieldDefects(create, 'orderId'),
    ...late(create, 'order-id-string', 'orderId as a string', 'orderId', String),
  },
  'ITERO-RESP-02': {
    ...fieldDefects(create, 'orderCode'),
    // Once only: two empty ones would break RESP-06 as well.
    'order-code-empty': [
      'createNewOrder answers its second case with an empty orderCode.',
      (base) => {
        let answered = 0
        return {
          renderOrder(order, at) {
            const second = at.operation === 'createNewOrder' && ++answered === 2
            return base.renderOrder(second ? { ...order, orderCode: '' } : order, at)
          },
        }
      },
    ],
  },
  'ITERO-RESP-03': {
    ...fieldDefects(create, 'patientGuid'),
    ...late(create, 'patient-guid-missing', 'no patientGuid', 'patientGuid', () => undefined),
  },
  'ITERO-RESP-04': {
    ...fieldDefects(create, 'rxGuid'),
    ...late(create, 'rx-guid-null', 'an rxGuid of null', 'rxGuid', () => null),
  },
  'ITERO-RX-16': {
    ...each(Object.keys(ROWS) as Field[], (field) => fieldDefects(byRx, field)),
    ...late(byRx, 'order-code-number', 'orderCode as a number', 'orderCode', toNumber),
  },
  // A value that was given before; each operation's are judged by a rule of its own.
  'ITERO-RESP-05': {
    'order-id-always-the-same': [
      'createNewOrder answers every case with the orderId of its first.',
      recalls('orderId', theFirstOn(create)),
    ],
    'third-order-id-repeated': [
      "createNewOrder answers its third case with its second one's orderId.",
      recalls('orderId', again(3, 2)),
    ],
    'order-ids-by-clinic': [
      'Each clinic has orderIds of its own, from the same number on.',
      (base) => {
        let first: number | undefined
        const counts = new Map<number | undefined, number>()
        return {
          orderId(next, at) {
            first ??= base.orderId(next, at)
            const count = counts.get(at.clinic?.companyId) ?? 0
            counts.set(at.clinic?.companyId, count + 1)
            return first + count
          },
        }
      },
    ],
  },
  'ITERO-RESP-06': {
    'order-code-always-the-same': [
      'createNewOrder answers every case with the orderCode of its first.',
      recalls('orderCode', theFirstOn(create)),
    ],
    'third-order-code-repeated': [
      "createNewOrder answers its third case with its first one's orderCode.",
      recalls('orderCode', again(3, 1)),
    ],
  },
  'ITERO-RESP-07': {
    'same-order-refused': [
      'createNewOrder refuses an order that was made before, word for word.',
      (base) => {
        const made = new Set<string>()
        return {
          ...create.objects('patient', ({ sent }) => made.has(sent.text))(base),
          renderOrder(order, at) {
            made.add(at.sent.text)
            return base.renderOrder(order, at)
          },
        }
      },
    ],
    'second-rx-repeated': [
      "createNewOrder makes its second case for its first one's RX.",
      recalls('rxFor', again(2, 1)),
    ],
    'same-order-same-rx': [
      'createNewOrder answers the same order once more with the RX that it made for it.',
      reusesRx(({ body }) => body),
    ],
    'same-patient-same-rx': ['createNewOrder makes one RX for each patient.', reusesRx(({ patient }) => patient)],
  },
  'ITERO-RX-17': {
    'by-rx-repeats-order-id': [
      'createNewOrderByRx answers with the orderId of the latest createNewOrder.',
      recalls('orderId', theLatestOfCreate),
    ],
    'by-rx-repeats-order-code': [
      'createNewOrderByRx answers with the orderCode of the latest createNewOrder.',
      recalls('orderCode', theLatestOfCreate),
    ],
    'by-rx-order-code-always-the-same': [
      'createNewOrderByRx answers every case with the orderCode of its first.',
      recalls('orderCode', theFirstOn(byRx)),
    ],
  },
  // GUIDs of the right form that say nothing. The RX is kept under the one that is answered, so that it can be used.
  'ITERO-RESP-08': {
    'patient-guid-nil': [
      'createNewOrder answers the nil GUID for the patient.',
      freshens(() => ({ patientGuid: NIL })),
    ],
    // Once only: from the second on, RESP-07 would be broken as well.
    'first-rx-guid-nil': [
      'createNewOrder answers the nil GUID for its first RX.',
      (base) => {
        let first = true
        return {
          rxFor(fresh, at) {
            const rx = base.rxFor(first ? { ...fresh, rxGuid: NIL } : fresh, at)
            first = false
            return rx
          },
        }
      },
    ],
    'patient-guid-equals-rx-guid': [
      'createNewOrder answers the same GUID for the patient and for the RX.',
      freshens(({ rxGuid }) => ({ patientGuid: rxGuid })),
    ],
  },
})
