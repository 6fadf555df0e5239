import {
  A_FREE_SLOT,
  givenText,
  KEY_REFUSALS,
  key,
  NO_DATA,
  type OpusInteraction,
  OUTAGE,
  STRANGERS,
  TIMESLOT,
} from './provider.ts'

const { year, month, start, treatmentID, clinicID, clinicianID } = givenText
const ofMonth = { year, month }
const from = { startingFromDateTime: start, treatmentID }

type Query = NonNullable<OpusInteraction['request']['query']>

/** Both operations share one path, and are told apart by their query. */
function slots(
  description: string,
  requirements: string[],
  query: Query,
  status: OpusInteraction['answer']['status'],
  { headers = key, outage = false }: { headers?: OpusInteraction['request']['headers']; outage?: boolean } = {},
): OpusInteraction {
  return {
    description,
    given: outage ? [A_FREE_SLOT, OUTAGE] : [A_FREE_SLOT],
    requirements,
    request: { method: 'GET', path: TIMESLOT, query, headers },
    answer: { status },
    call: (client, sent) => client.GET(TIMESLOT, { headers: sent.headers, params: { query: sent.query } }),
  }
}

export const timeslots: OpusInteraction[] = [
  slots('the free time slots of a month', ['OPUS-SLOT-01', 'OPUS-CODE-01'], ofMonth, 200),
  slots('the free time slots of a month at a clinic', ['OPUS-SLOT-05'], { ...ofMonth, clinicID }, 200),
  slots('the free time slots of a month with a clinician', ['OPUS-SLOT-06'], { ...ofMonth, clinicianID }, 200),
  slots('the free time slots of a month for a treatment', ['OPUS-SLOT-07'], { ...ofMonth, treatmentID }, 200),
  slots(
    'the free time slots of a month for a treatment at a clinic',
    ['OPUS-SLOT-08'],
    { ...ofMonth, clinicID, treatmentID },
    200,
  ),
  slots('the free time slots of a month, with a delay', ['OPUS-SLOT-09'], { ...ofMonth, delay: '0' }, 200),
  slots('the free time slots of a month, with year left out', ['OPUS-SLOT-02'], { month }, 400),
  slots('the free time slots of a month, with month left out', ['OPUS-SLOT-03'], { year }, 400),
  slots('the free time slots of a month 13', ['OPUS-SLOT-11'], { year, month: '13' }, 400),
  slots('the free time slots of a month long past', ['OPUS-CODE-01'], { year: '1990', month: '1' }, NO_DATA),
  slots('the free time slots from a date', ['OPUS-SLOT-13', 'OPUS-CODE-01'], from, 200),
  slots('the free time slots from a date at a clinic', ['OPUS-SLOT-16'], { ...from, clinicID }, 200),
  slots('the free time slots from a date, with a delay', ['OPUS-SLOT-17'], { ...from, delay: '0' }, 200),
  slots(
    'the free time slots from a date, with treatmentID left out',
    ['OPUS-SLOT-18'],
    { startingFromDateTime: start },
    400,
  ),
  slots('the free time slots for a treatment, and of no time', ['OPUS-SLOT-19'], { treatmentID }, 400),
  slots(
    'the free time slots from what is no date',
    ['OPUS-SLOT-20'],
    { ...from, startingFromDateTime: 'tomorrow' },
    400,
  ),
  slots(
    'the free time slots of a month for a treatmentID that is not a number',
    ['OPUS-FILTER-02'],
    { ...ofMonth, treatmentID: 'abc' },
    400,
  ),
  ...STRANGERS.flatMap(([who, headers]) => [
    slots(`the free time slots of a month, ${who}`, ['OPUS-KEY-07'], ofMonth, KEY_REFUSALS, { headers }),
    slots(`the free time slots from a date, ${who}`, ['OPUS-KEY-07'], from, KEY_REFUSALS, { headers }),
  ]),
  slots('the free time slots of a month, during an outage', ['OPUS-DOWN-01'], ofMonth, 200, { outage: true }),
  slots('the free time slots from a date, during an outage', ['OPUS-DOWN-01'], from, 200, { outage: true }),
]
