import { newOrder, type OrderFactors, type SendTo } from '../../generators/order.ts'
import {
  AN_RX,
  CLINIC,
  CREATE,
  CREATE_BY_RX,
  doctor,
  given,
  type IteroInteraction,
  LIMIT_REFUSALS,
  map,
  SEED,
  scan,
} from './provider.ts'

const PLACE = { companyId: 0, scannerSerialNumber: '', procedureMapId: 0, labId: null }
const PLAIN: OrderFactors = { gender: 1, dateOfBirth: 'date', texts: 'none' }

/** An order for what the states give, with a made-up patient. */
export function orderFor(sendTo: SendTo, seed = SEED, factors: OrderFactors = PLAIN) {
  const { companyId, scannerSerialNumber, procedureMapId } = given
  return { ...newOrder(seed, PLACE, factors), companyId, scannerSerialNumber, procedureMapId, labId: labOf(sendTo) }
}

/** An order by the RX that the states give. */
export function orderByRxFor(sendTo: SendTo) {
  const { companyId, scannerSerialNumber, rxId, procedureMapId } = given
  return { companyId, scannerSerialNumber, rxId, procedureMapId, labId: labOf(sendTo) }
}

const labOf = (sendTo: SendTo) => (sendTo === 'restoLab' || sendTo === 'orthoLab' ? given.labId : null)

const SCAN = ['ITERO-CODE-01', 'ITERO-RESP-01', 'ITERO-RESP-02', 'ITERO-RESP-03', 'ITERO-RESP-04']

/** Between them, orders for every kind of map, both genders, both forms of the date, with and without the optional fields. */
const ACCEPTED: { sendTo: SendTo; words: string; factors: OrderFactors; requirements: string[] }[] = [
  {
    sendTo: 'N/A',
    words: 'without optional fields',
    factors: PLAIN,
    requirements: ['ITERO-LAB-08', 'ITERO-OPT-01', 'ITERO-GENDER-01', 'ITERO-DOB-02'],
  },
  {
    sendTo: 'chairside',
    words: 'with every optional field',
    factors: { gender: 0, dateOfBirth: 'date-time', texts: 'plain' },
    requirements: ['ITERO-LAB-06', 'ITERO-OPT-02', 'ITERO-GENDER-01', 'ITERO-DOB-01'],
  },
  { sendTo: 'midc_only', words: 'without a lab', factors: PLAIN, requirements: ['ITERO-LAB-07'] },
  { sendTo: 'restoLab', words: "with the clinic's lab", factors: PLAIN, requirements: ['ITERO-LAB-01'] },
  {
    sendTo: 'orthoLab',
    words: "with the clinic's lab, and long notes",
    factors: { gender: 0, dateOfBirth: 'date', texts: 'long-notes' },
    requirements: ['ITERO-LAB-02', 'ITERO-OPT-04'],
  },
]

const BY_RX: { sendTo: SendTo; requirements: string[] }[] = [
  { sendTo: 'N/A', requirements: ['ITERO-RX-13'] },
  { sendTo: 'restoLab', requirements: ['ITERO-RX-11'] },
]

const article = (sendTo: SendTo) => (/^[aeo]|^N/.test(sendTo) ? `an ${sendTo}` : `a ${sendTo}`)

export const orders: IteroInteraction[] = [
  ...ACCEPTED.map(
    ({ sendTo, words, factors, requirements }, index): IteroInteraction => ({
      description: `a new order for ${article(sendTo)} map, ${words}`,
      given: [...CLINIC, map(sendTo)],
      requirements: [...requirements, ...SCAN],
      request: { method: 'POST', path: CREATE, headers: doctor, body: orderFor(sendTo, SEED + index, factors) },
      answer: { status: 200, body: scan },
      call: (client, { headers, body }) => client.POST(CREATE, { headers, body }),
    }),
  ),
  ...BY_RX.map(
    ({ sendTo, requirements }): IteroInteraction => ({
      description: `an order by RX for ${article(sendTo)} map`,
      given: [...CLINIC, map(sendTo), AN_RX],
      requirements: ['ITERO-RX-01', ...requirements, 'ITERO-RX-16', 'ITERO-CODE-01'],
      request: { method: 'POST', path: CREATE_BY_RX, headers: doctor, body: orderByRxFor(sendTo) },
      answer: { status: 200, body: scan },
      call: (client, { headers, body }) => client.POST(CREATE_BY_RX, { headers, body }),
    }),
  ),
  {
    description: 'a new order, one more than the rate limit allows',
    given: [CLINIC[0]!, map('chairside'), { name: 'the rate limit is used up' }],
    requirements: ['ITERO-RATE-02'],
    request: { method: 'POST', path: CREATE, headers: doctor, body: orderFor('chairside') },
    answer: { status: LIMIT_REFUSALS },
    call: (client, { headers, body }) => client.POST(CREATE, { headers, body }),
  },
  {
    description: 'an order by RX, one more than the rate limit allows',
    given: [CLINIC[0]!, map('chairside'), AN_RX, { name: 'the rate limit is used up' }],
    requirements: ['ITERO-RATE-02', 'ITERO-RATE-04'],
    request: { method: 'POST', path: CREATE_BY_RX, headers: doctor, body: orderByRxFor('chairside') },
    answer: { status: LIMIT_REFUSALS },
    call: (client, { headers, body }) => client.POST(CREATE_BY_RX, { headers, body }),
  },
]
