import type { Attempt, CreateOperation, Order } from '../attempt.ts'
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
const late: readonly IteroDefect[] = [
  {
    id: 'order-id-string-from-4th',
    requirement: 'ITERO-RESP-01',
    summary: 'createNewOrder answers orderId as a string from the fourth case on.',
    patch: rendersField('createNewOrder', 'orderId', String, 4),
  },
  {
    // Once only: two empty ones would break RESP-06 as well.
    id: 'order-code-empty',
    requirement: 'ITERO-RESP-02',
    summary: 'createNewOrder answers its second case with an empty orderCode.',
    patch: (behaviour) => {
      let answered = 0
      return {
        renderOrder(order, at) {
          const second = at.operation === 'createNewOrder' && ++answered === 2
          return behaviour.renderOrder(second ? { ...order, orderCode: '' } : order, at)
        },
      }
    },
  },
  {
    id: 'patient-guid-missing-from-4th',
    requirement: 'ITERO-RESP-03',
    summary: 'createNewOrder leaves patientGuid out from the fourth case on.',
    patch: rendersField('createNewOrder', 'patientGuid', () => undefined, 4),
  },
  {
    id: 'rx-guid-null-from-4th',
    requirement: 'ITERO-RESP-04',
    summary: 'createNewOrder answers an rxGuid of null from the fourth case on.',
    patch: rendersField('createNewOrder', 'rxGuid', () => null, 4),
  },
  {
    id: 'by-rx-order-code-number-from-4th',
    requirement: 'ITERO-RX-16',
    summary: 'createNewOrderByRx answers orderCode as a number from the fourth case on.',
    patch: rendersField('createNewOrderByRx', 'orderCode', (code) => Number.parseInt(String(code), 36), 4),
  },
]

/** Answers with a value that was given before; each operation's are judged by a rule of its own. */
const repeated: readonly IteroDefect[] = [
  {
    id: 'order-id-always-the-same',
    requirement: 'ITERO-RESP-05',
    summary: 'createNewOrder answers every case with the orderId of its first.',
    patch: (behaviour) => {
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
  },
  {
    id: 'third-order-id-repeated',
    requirement: 'ITERO-RESP-05',
    summary: "createNewOrder answers its third case with its second one's orderId.",
    patch: (behaviour) => {
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
  },
  {
    id: 'order-code-always-the-same',
    requirement: 'ITERO-RESP-06',
    summary: 'createNewOrder answers every case with the orderCode of its first.',
    patch: (behaviour) => {
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
  },
  {
    id: 'third-order-code-repeated',
    requirement: 'ITERO-RESP-06',
    summary: "createNewOrder answers its third case with its first one's orderCode.",
    patch: (behaviour) => {
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
  },
  {
    id: 'same-order-refused',
    requirement: 'ITERO-RESP-07',
    summary: 'createNewOrder refuses an order that was made before, word for word.',
    patch: (behaviour) => {
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
  },
  {
    id: 'second-rx-repeated',
    requirement: 'ITERO-RESP-07',
    summary: "createNewOrder makes its second case for its first one's RX.",
    patch: (behaviour) => {
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
  },
  {
    id: 'order-ids-by-clinic',
    requirement: 'ITERO-RESP-05',
    summary: 'Each clinic has orderIds of its own, from the same number on.',
    patch: (behaviour) => {
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
  },
  {
    id: 'same-order-same-rx',
    requirement: 'ITERO-RESP-07',
    summary: 'createNewOrder answers the same order once more with the RX that it made for it.',
    patch: reusesRx(({ body }) => body),
  },
  {
    id: 'same-patient-same-rx',
    requirement: 'ITERO-RESP-07',
    summary: 'createNewOrder makes one RX for each patient.',
    patch: reusesRx(({ patient }) => patient),
  },
  {
    id: 'by-rx-repeats-order-id',
    requirement: 'ITERO-RX-17',
    summary: 'createNewOrderByRx answers with the orderId of the latest createNewOrder.',
    patch: (behaviour) => {
      let latest: number | undefined
      return {
        orderId(next, at) {
          const id = behaviour.orderId(next, at)
          if (at.operation === 'createNewOrder') latest = id
          return at.operation === 'createNewOrder' ? id : (latest ?? id)
        },
      }
    },
  },
  {
    id: 'by-rx-repeats-order-code',
    requirement: 'ITERO-RX-17',
    summary: 'createNewOrderByRx answers with the orderCode of the latest createNewOrder.',
    patch: (behaviour) => {
      let latest: string | undefined
      return {
        orderCode(next, at) {
          const code = behaviour.orderCode(next, at)
          if (at.operation === 'createNewOrder') latest = code
          return at.operation === 'createNewOrder' ? code : (latest ?? code)
        },
      }
    },
  },
  {
    id: 'by-rx-order-code-always-the-same',
    requirement: 'ITERO-RX-17',
    summary: 'createNewOrderByRx answers every case with the orderCode of its first.',
    patch: (behaviour) => {
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
  },
]

/** GUIDs of the right form that say nothing. The RX is kept under the one that is answered, so that it can be used. */
const empty: readonly IteroDefect[] = [
  {
    id: 'patient-guid-nil',
    requirement: 'ITERO-RESP-08',
    summary: 'createNewOrder answers the nil GUID for the patient.',
    patch: (behaviour) => ({
      rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: NIL }),
    }),
  },
  {
    // Once only: from the second on, RESP-07 would be broken as well.
    id: 'first-rx-guid-nil',
    requirement: 'ITERO-RESP-08',
    summary: 'createNewOrder answers the nil GUID for its first RX.',
    patch: (behaviour) => {
      let first = true
      return {
        rxFor(at, fresh) {
          const rx = behaviour.rxFor(at, first ? { ...fresh, rxGuid: NIL } : fresh)
          first = false
          return rx
        },
      }
    },
  },
  {
    id: 'patient-guid-equals-rx-guid',
    requirement: 'ITERO-RESP-08',
    summary: 'createNewOrder answers the same GUID for the patient and for the RX.',
    patch: (behaviour) => ({
      rxFor: (at, fresh) => behaviour.rxFor(at, { ...fresh, patientGuid: fresh.rxGuid }),
    }),
  },
]

export const responseDefects: readonly IteroDefect[] = [
  ...shapes('createNewOrder', (field) => CREATE_REQUIREMENT[field]!),
  ...shapes('createNewOrderByRx', () => 'ITERO-RX-16'),
  ...late,
  ...repeated,
  ...empty,
]
