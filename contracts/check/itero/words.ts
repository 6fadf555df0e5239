import type { Call } from '../call.ts'
import type { Fault } from '../profile.ts'
import { type Telling, toldBy } from '../words.ts'
import { isLimitUsedUp, isUsedUpByBoth } from './rate.ts'

/** Not said of something that is denied. */
const NOT = "(?<!not |n't |never |no )"

const CREATING = ['createNewOrder', 'createNewOrderByRx']

/** Each with its requirement on createNewOrder, and on createNewOrderByRx. */
const TELLINGS: readonly [words: RegExp, order: string | undefined, byRx: string | undefined, refusedWith: number[]][] =
  [
    [
      /\b(?:wrong|bad|incorrect|invalid|false) (?:password|credentials|login)\b|\bpassword (?:is|was) (?:wrong|incorrect|not)\b/,
      'ITERO-AUTH-02',
      'ITERO-AUTH-05',
      [401],
    ],
    [
      /\b(?:unknown|nonexistent|wrong|invalid) (?:user|doctor)\b|\b(?:user|doctor) (?:is unknown|who does ?n.t exist|does not exist|who does not exist|that does not exist|is not known)\b/,
      'ITERO-AUTH-03',
      'ITERO-AUTH-06',
      [401],
    ],
    [
      /\b(?:an?other|different|unknown|foreign|wrong|nonexistent) (?:doctor's )?(?:clinic|company)(?:id)?\b(?!'s)|\b(?:clinic|company) (?:that |which )?(?:is |does )?not\b|\bnot the doctor's clinic\b|\bof no clinic\b/,
      'ITERO-ACC-01',
      'ITERO-RX-10',
      [400],
    ],
    [
      /\b(?:unknown|nonexistent|wrong|foreign|an?other clinic's) scanner\b|\bscanner (?:that |which )?(?:is |does )?not\b|\bscanner of an?other\b|\bof no scanner\b/,
      'ITERO-ACC-02',
      'ITERO-RX-10',
      [400],
    ],
    [
      /\bunrelated lab\b|\blab (?:that |which )?(?:is )?(?:not related|unrelated)\b|\ban?other clinic's lab\b/,
      'ITERO-LAB-11',
      'ITERO-RX-14',
      [400],
    ],
    [
      /\b(?:unknown|nonexistent) lab\b|\blab (?:that |which )?(?:does ?n.t|does not|is not known|is unknown)\b|\bof no lab\b|\bno such lab\b/,
      'ITERO-LAB-12',
      'ITERO-RX-14',
      [400],
    ],
    [
      /\bwrong (?:kind of )?lab\b|\bresto (?:map|order).*\bortho lab\b|\bortho (?:map|order).*\bresto lab\b|\bortho lab .*\bresto map\b|\bresto lab .*\bortho map\b/,
      'ITERO-LAB-10',
      'ITERO-RX-14',
      [400],
    ],
    [
      /\b(?:unknown|nonexistent|no such|no existing) rx\b|\brx(?:id)? (?:that |which )?(?:does ?n.t|does not|is unknown|is not known)\b|\bof no (?:existing )?rx\b/,
      undefined,
      'ITERO-RX-02',
      [400],
    ],
  ]

/** What the pact says is wrong with a request, and cannot be seen in it. */
export function orderTold(call: Call): Fault[] {
  const rows = TELLINGS.flatMap(([words, order, byRx, refusedWith]): Telling[] => {
    const guarded = new RegExp(`${NOT}(?:${words.source})`)
    return [
      ...(order ? [{ words: guarded, requirement: order, refusedWith, operations: ['createNewOrder'] }] : []),
      ...(byRx ? [{ words: guarded, requirement: byRx, refusedWith, operations: ['createNewOrderByRx'] }] : []),
    ]
  })
  return [...toldBy(call, rows), ...limitTold(call)]
}

/** How the refusal of an eleventh case looks is not documented. */
function limitTold(call: Call): Fault[] {
  if (!CREATING.includes(call.operationId) || !isLimitUsedUp(call)) return []
  const path = [...call.interaction.response.at, 'status']
  const what = 'ten cases have been created within the minute by then'
  const told = (requirement: string): Fault => ({ requirement, path, what, refusedWith: [400, 403, 429, 503] })
  return [told('ITERO-RATE-02'), ...(isUsedUpByBoth(call) ? [told('ITERO-RATE-04')] : [])]
}

/** What a pact may take for a reason to refuse a request, and which the document promises to be accepted. */
const ACCEPTED: readonly [words: RegExp, requirement: string, operations?: readonly string[]][] = [
  [
    /\brefused (?:tries|requests|orders|cases)\b|\b(?:tries|requests|orders) (?:were|have been) refused\b/,
    'ITERO-RATE-07',
    CREATING,
  ],
  [/\ban?other (?:doctor|caller|user|account)'?s? .*\b(?:limit|cases|minute)\b/, 'ITERO-RATE-08', CREATING],
  [
    /\b(?:same rx|rx (?:again|twice)|rx .*(?:already used|used before|second time)|used rx)\b/,
    'ITERO-RX-19',
    ['createNewOrderByRx'],
  ],
  [/\b(?:female|male|gender)\b/, 'ITERO-GENDER-01', ['createNewOrder']],
  [/\bnotes?\b|\bemoji\b|\bline breaks?\b/, 'ITERO-OPT-04', ['createNewOrder']],
  [/\b(?:zip|postal|post) ?code\b|\bzip\b/, 'ITERO-OPT-05', ['createNewOrder']],
  [
    /\bnon-ascii\b|\baccents?\b|\bapostrophes?\b|\bhyphens?\b|\bumlauts?\b|\bdiacritics?\b/,
    'ITERO-OPT-03',
    ['createNewOrder'],
  ],
  [
    /\bwithout (?:the |any )?(?:optional|chart|middle|mi\b)|\bmandatory fields (?:alone|only)\b/,
    'ITERO-OPT-01',
    ['createNewOrder'],
  ],
  [
    /\b(?:every|all|optional|chart ?number|middle initial)\b.*\bfields?\b|\boptional\b|\bchart ?number\b|\bmiddle initial\b/,
    'ITERO-OPT-02',
    ['createNewOrder'],
  ],
  [/\bdate[- ]time\b|\btimestamp\b|\bmilliseconds\b/, 'ITERO-DOB-01', ['createNewOrder']],
  [/\b(?:date of birth|dateofbirth|birth ?(?:day|date)|dob)\b/, 'ITERO-DOB-02', ['createNewOrder']],
]

/** @param words in lower case */
export function acceptedAll(words: string, operationId: string): string | undefined {
  return ACCEPTED.find(([pattern, , operations]) => operations?.includes(operationId) && pattern.test(words))?.[1]
}
