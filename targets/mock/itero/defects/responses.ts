import { defectsOf } from '../../deviation.ts'
import type { Attempt, CreateOperation, Order } from '../attempt.ts'
import type { Behaviour } from '../behaviour.ts'
import type { IteroDefect } from '../deviations.ts'
import { kebab, type Patch, rendersOrder } from '../patches.ts'

const NIL = '00000000-0000-0000-0000-000000000000'

/** The four fields of the answer, with the change that each defect makes to one of them. */
type Change = (value: string | number) => unknown

/** ID's end, summary's words, field, change; an undefined value leaves the field out. */
type Row = readonly [string, string, keyof Order, Change]

const ID_ROWS: readonly Row[] = [
  ['missing', 'without orderId', 'orderId', () => undefined],
  ['null', 'with an orderId of null', 'orderId', () => null],
  ['string', 'with orderId as a string', 'orderId', String],
]
const CODE_ROWS: readonly Row[] = [
  ['missing', 'without orderCode', 'orderCode', () => undefined],
  ['null', 'with an orderCode of null', 'orderCode', () => null],
  ['number', 'with orderCode as a number', 'orderCode', (code) => Number.parseInt(String(code), 36)],
]
const guidRows = (field: 'patientGuid' | 'rxGuid'): readonly Row[] => [
  ['missing', `without ${field}`, field, () => undefined],
  ['null', `with a ${field} of null`, field, () => null],
  ['short', `with a ${field} of 35 characters`, field, (guid) => String(guid).slice(0, -1)],
  ['not-hexadecimal', `with a ${field} that ends in a z`, field, (guid) => `${String(guid).slice(0, -1)}z`],
]

function rendersField(operation: CreateOperation, field: keyof Order, change: Change, from = 1): Patch {
  return rendersOrder(
    operation,
    ({ sequence: _, ...order }) => ({ ...order, [field]: change({ ...order, sequence: 0 }[field]) }),
    from,
  )
}

/** createNewOrder takes the RX that it made for an order of which this is the same. */
const reusesRx =
  (sameness: (at: Attempt) => unknown): Patch =>
  (behaviour) => {
    const made = new Map<string, ReturnType<typeof behaviour.rxFor>>()
    return {
      rxFor(at, fresh) {
        const rx = behaviour.rxFor(at, fresh)
        if (at.operation !== 'createNewOrder') return rx
        const same = JSON.stringify(sameness(at))
        if (!made.has(same)) made.set(same, rx)
        return made.get(same) ?? rx
      },
    }
  }

function shapes(operation: CreateOperation, requirement: (field: keyof Order) => string): readonly IteroDefect[] {
  const prefix = operation === 'createNewOrder' ? '' : 'by-rx-'
  return [...ID_ROWS, ...CODE_ROWS, ...guidRows('patientGuid'), ...guidRows('rxGuid')].map(
    ([end, words, field, change]) => ({
      id: `${prefix}${kebab(field)}-${end}`,
      requirement: requirement(field),
      summary: `${operation} answers ${words}.`,
      patch: rendersField(operation, field, change),
    }),
  )
}

const CREATE_REQUIREMENT: Partial<Record<keyof Order, string>> = {
  orderId: 'ITERO-RESP-01',
  orderCode: 'ITERO-RESP-02',
  patientGuid: 'ITERO-RESP-03',
  rxGuid: 'ITERO-RESP-04',
}

/** Wrong only from the mock's fourth case on, whatever operation made the first three. */
const late: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RESP-01': {
    'order-id-string-from-4th': [
      'createNewOrder answers orderId as a string from the fourth case on.',
      rendersField('createNewOrder', 'orderId', String, 4),
    ],
  },
  'ITERO-RESP-02': {
    // Once only: two empty ones would break RESP-06 as well.
    'order-code-empty': [
      'createNewOrder answers its second case with an empty orderCode.',
      (behaviour) => {
        let answered = 0
        return {
          renderOrder(order, at) {
            const second = at.operation === 'createNewOrder' && ++answered === 2
            return behaviour.renderOrder(second ? { ...order, orderCode: '' } : order, at)
          },
        }
      },
    ],
  },
  'ITERO-RESP-03': {
    'patient-guid-missing-from-4th': [
      'createNewOrder leaves patientGuid out from the fourth case on.',
      rendersField('createNewOrder', 'patientGuid', () => undefined, 4),
    ],
  },
  'ITERO-RESP-04': {
    'rx-guid-null-from-4th': [
      'createNewOrder answers an rxGuid of null from the fourth case on.',
      rendersField('createNewOrder', 'rxGuid', () => null, 4),
    ],
  },
  'ITERO-RX-16': {
    'by-rx-order-code-number-from-4th': [
      'createNewOrderByRx answers orderCode as a number from the fourth case on.',
      rendersField('createNewOrderByRx', 'orderCode', (code) => Number.parseInt(String(code), 36), 4),
    ],
  },
})

/** Answers with a value that was given before; each operation's are judged by a rule of its own. */
const repeated: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RESP-05': {
    'order-id-always-the-same': [
      'createNewOrder answers every case with the orderId of its first.',
      (behaviour) => {
        let first: number | undefined
        return {
          orderId(next, at) {
            const id = behaviour.orderId(next, at)
            if (at.operation !== 'createNewOrder') return id
            first ??= id
            return first
          },
        }
      },
    ],
    'third-order-id-repeated': [
      "createNewOrder answers its third case with its second one's orderId.",
      (behaviour) => {
        const given: number[] = []
        return {
          orderId(next, at) {
            const id = behaviour.orderId(next, at)
            if (at.operation !== 'createNewOrder') return id
            given.push(id)
            return given.length === 3 ? given[1]! : id
          },
        }
      },
    ],
    'order-ids-by-clinic': [
      'Each clinic has orderIds of its own, from the same number on.',
      (behaviour) => {
        let first: number | undefined
        const counts = new Map<number | undefined, number>()
        return {
          orderId(next, at) {
            first ??= behaviour.orderId(next, at)
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
      (behaviour) => {
        let first: string | undefined
        return {
          orderCode(next, at) {
            const code = behaviour.orderCode(next, at)
            if (at.operation !== 'createNewOrder') return code
            first ??= code
            return first
          },
        }
      },
    ],
    'third-order-code-repeated': [
      "createNewOrder answers its third case with its first one's orderCode.",
      (behaviour) => {
        const given: string[] = []
        return {
          orderCode(next, at) {
            const code = behaviour.orderCode(next, at)
            if (at.operation !== 'createNewOrder') return code
            given.push(code)
            return given.length === 3 ? given[0]! : code
          },
        }
      },
    ],
  },
  'ITERO-RESP-07': {
    'same-order-refused': [
      'createNewOrder refuses an order that was made before, word for word.',
      (behaviour) => {
        const made = new Set<string>()
        return {
          checkPatient: (at) =>
            behaviour.checkPatient(at) ??
            (at.operation === 'createNewOrder' && made.has(at.sent.text)
              ? { field: 'patient', reason: 'value', message: 'has this order already' }
              : undefined),
          renderOrder(order, at) {
            made.add(at.sent.text)
            return behaviour.renderOrder(order, at)
          },
        }
      },
    ],
    'second-rx-repeated': [
      "createNewOrder makes its second case for its first one's RX.",
      (behaviour) => {
        const given: ReturnType<typeof behaviour.rxFor>[] = []
        return {
          rxFor(at, fresh) {
            const rx = behaviour.rxFor(at, fresh)
            if (at.operation !== 'createNewOrder') return rx
            given.push(rx)
            return given.length === 2 ? given[0]! : rx
          },
        }
      },
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
      (behaviour) => {
        let latest: number | undefined
        return {
          orderId(next, at) {
            const id = behaviour.orderId(next, at)
            if (at.operation === 'createNewOrder') latest = id
            return at.operation === 'createNewOrder' ? id : (latest ?? id)
          },
        }
      },
    ],
    'by-rx-repeats-order-code': [
      'createNewOrderByRx answers with the orderCode of the latest createNewOrder.',
      (behaviour) => {
        let latest: string | undefined
        return {
          orderCode(next, at) {
            const code = behaviour.orderCode(next, at)
            if (at.operation === 'createNewOrder') latest = code
            return at.operation === 'createNewOrder' ? code : (latest ?? code)
          },
        }
      },
    ],
    'by-rx-order-code-always-the-same': [
      'createNewOrderByRx answers every case with the orderCode of its first.',
      (behaviour) => {
        let first: string | undefined
        return {
          orderCode(next, at) {
            const code = behaviour.orderCode(next, at)
            if (at.operation === 'createNewOrder') return code
            first ??= code
            return first
          },
        }
      },
    ],
  },
})

/** GUIDs of the right form that say nothing. The RX is kept under the one that is answered, so that it can be used. */
const empty: readonly IteroDefect[] = defectsOf<Behaviour>({
  'ITERO-RESP-08': {
    'patient-guid-nil': [
      'createNewOrder answers the nil GUID for the patient.',
      (behaviour) => ({
        rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: NIL }),
      }),
    ],
    // Once only: from the second on, RESP-07 would be broken as well.
    'first-rx-guid-nil': [
      'createNewOrder answers the nil GUID for its first RX.',
      (behaviour) => {
        let first = true
        return {
          rxFor(at, fresh) {
            const rx = behaviour.rxFor(at, first ? { ...fresh, rxGuid: NIL } : fresh)
            first = false
            return rx
          },
        }
      },
    ],
    'patient-guid-equals-rx-guid': [
      'createNewOrder answers the same GUID for the patient and for the RX.',
      (behaviour) => ({
        rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: fresh.rxGuid }),
      }),
    ],
  },
})

export const responseDefects: readonly IteroDefect[] = [
  ...shapes('createNewOrder', (field) => CREATE_REQUIREMENT[field]!),
  ...shapes('createNewOrderByRx', () => 'ITERO-RX-16'),
  ...late,
  ...repeated,
  ...empty,
]
