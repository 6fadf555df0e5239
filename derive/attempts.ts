import { fullFormats } from 'ajv-formats/dist/formats.js'
import { listOr } from '../engine/words.ts'
import { isObject, type Json } from './api.ts'
import { typesOf, type View } from './fields.ts'
import { isIdentity } from './pool.ts'

/** One wrong value: the first of these that breaks the keyword and nothing else. */
interface Wrong {
  values: (unknown | ((now: unknown) => unknown))[]
  /**
   * What servers do that keep their documents, and read one kind of value for another everywhere: it tells against a
   * place only where others of the same target are strict.
   */
  lenience?: string
}

/** Values that break one keyword; the kind is the ID's. */
export interface Attempt {
  kind: string
  keyword: string
  what: string
  /** Each is tried by itself. */
  wrongs: Wrong[]
}

/** Where a value stands: what is written as text cannot be of another type than text. */
interface Site {
  /** Whether the value keeps its type on the wire. */
  isTyped: boolean
  /** The property's or parameter's name. */
  name: string
  required: boolean
  /** Of a list, an item that fits. */
  itemOf(nth: number): unknown
}

/** Formats that servers check, since they read the value into a type of its own. */
const OF_A_TYPE = ['date', 'date-time', 'time', 'uuid', 'ipv4', 'ipv6']

/** Whether servers that keep their documents are known to let a format pass unread. */
export const isSeldomChecked = (format: unknown): boolean => !OF_A_TYPE.includes(String(format))

/** Whether there are texts that are not of a format. */
const isCheckable = (format: string): boolean =>
  Object.hasOwn(fullFormats, format) && !['binary', 'password', 'regex'].includes(format)

/** Values that break each keyword of a place; several keywords may be of one kind. */
export function attemptsOf(view: View, site: Site): Attempt[] {
  return [
    ...ofTypes(view, site),
    ...ofTexts(view, site),
    ...ofNumbers(view),
    ...(site.isTyped ? [...ofLists(view, site), ...ofObjects(view)] : []),
  ]
}

const one = (kind: string, keyword: string, what: string, ...values: Wrong['values']): Attempt => ({
  kind,
  keyword,
  what,
  wrongs: [{ values }],
})

function ofTypes(view: View, { isTyped, name, required }: Site): Attempt[] {
  const { keywords } = view
  const types = typesOf(view)
  const found: Attempt[] = []
  const isText = types.includes('string')
  if (isTyped && types.length > 0 && !types.includes('null')) {
    const lenience = required ? {} : { lenience: 'null for what is left out' }
    found.push({ kind: 'null', keyword: 'type', what: 'null', wrongs: [{ values: [null], ...lenience }] })
  }
  if (types.length > 0) {
    const wrongs: Wrong[] = isText || !isTyped ? [] : [{ values: ['bitewing'] }]
    const isWritten = !types.some((type) => ['array', 'object', 'string'].includes(type))
    if (!isTyped && isWritten) wrongs.push({ values: ['bitewing'] }, ...AHEAD)
    if (isTyped) wrongs.push(...otherTypes(types, name))
    if (wrongs.length > 0)
      found.push({ kind: 'type', keyword: 'type', what: `a value that is no ${listOr(types)}`, wrongs })
  }
  if (Array.isArray(keywords.enum)) {
    const numbers = keywords.enum.filter((value) => typeof value === 'number') as number[]
    const attempt = one('enum', 'enum', 'a value that is none of the enum', noneOf(isText, numbers))
    if (!isText && numbers.length > 0) attempt.wrongs.push({ values: [Math.min(...numbers) - 1] })
    found.push(attempt)
  }
  if (Object.hasOwn(keywords, 'const'))
    found.push(one('enum', 'const', 'another value than the one', noneOf(isText, [Number(keywords.const)])))
  return found
}

const noneOf = (isText: boolean, numbers: number[]): unknown =>
  isText || numbers.length === 0 ? 'BITEWING-NONE' : Math.max(...numbers) + 1

/** Values of other types, some of which many servers read as if they were of the right one. */
function otherTypes(types: readonly string[], name: string): Wrong[] {
  const whose = isIdentity(name) ? ' ID' : ''
  const isLeaf = !types.some((type) => type === 'object' || type === 'array')
  const simple = (now: unknown) => (now === null || now === undefined ? undefined : [now])
  const numeric = (now: unknown) => (typeof now === 'number' ? String(now) : undefined)
  const found: Wrong[] = [{ values: isLeaf ? [{ bitewing: true }] : [7] }]
  if (types.includes('object') && !types.includes('array'))
    found.push({ values: [['bitewing']], lenience: 'a list for an object' })
  if (!isLeaf) return found
  found.push({ values: [simple, ['bitewing']] })
  if (types.includes('string')) return [...found, { values: [7], lenience: 'a number for a text' }, asTrue('text')]
  if (types.includes('boolean')) return [...found, { values: [7], lenience: 'a number for a boolean' }]
  const whole = types.includes('number')
    ? []
    : [{ values: [fraction], lenience: `a fraction for an integer${whose}` } satisfies Wrong]
  const truths = [asTrue(`number${whose}`), { values: [false], lenience: `false for a number${whose}` }]
  return [...found, { values: [numeric], lenience: 'a number in quotes' }, ...AHEAD, ...truths, ...whole]
}

/** What reads a number from a text may stop where that is over, and not see the rest. */
const AHEAD: Wrong[] = [
  {
    values: [(now: unknown) => (typeof now === 'number' ? `${now}abc` : undefined)],
    lenience: 'a number with letters after it',
  },
]

const asTrue = (type: string): Wrong => ({ values: [true], lenience: `true for a ${type}` })
const fraction = (now: unknown) => (typeof now === 'number' ? now + 0.5 : undefined)

const longer = (length: number) => (now: unknown) =>
  (typeof now === 'string' && now !== '' ? now : 'x').padEnd(length, 'x').slice(0, length)

const rewrite = (pattern: RegExp, to: string) => (now: unknown) =>
  typeof now === 'string' && pattern.test(now) ? now.replace(pattern, to) : undefined

/** A date written another way: a day alone, or the day of a time. */
const OTHERWISE: Wrong[] = ['$1.$2.$3', '$3/$2/$1'].map((to) => ({
  values: [rewrite(/^(\d{4})-(\d\d)-(\d\d)/, to)],
}))
const OTHER_DAYS: Wrong[] = ['$1.$2.$3', '$3/$2/$1', '$3.$2.$1', '$1$2$3', '$1/$2/$3', '$1-6-5'].map((to) => ({
  values: [rewrite(/^(\d{4})-(\d\d)-(\d\d)(T.*)?$/, to)],
}))
const LOWER_T: Wrong = { values: [rewrite(/^(\d{4}-\d\d-\d\d)(?:T(.*))?$/, '$1t00:00:00.000Z')] }

/** Readers of texts often take blanks off. */
const BLANKS: Wrong = {
  values: [(now: unknown) => (typeof now === 'string' ? ` ${now} ` : undefined)],
  lenience: 'blanks around a text',
}

/** Days and hours that there are not, some of which readers of dates take for the next that there is. */
const UNLIKELY: Wrong[] = [
  { values: [rewrite(/^(\d{4})-\d\d-\d\d/, '$1-02-30')], lenience: 'a day that its month does not have' },
  { values: [rewrite(/^(\d{4})-\d\d-\d\d/, '$1-04-31')], lenience: 'a day that its month does not have' },
  { values: [rewrite(/^\d{4}-\d\d-\d\d/, '2023-02-29')], lenience: 'a day that its month does not have' },
  { values: [rewrite(/^(\d{4})-\d\d-\d\d/, '$1-01-00')], lenience: 'a day before the first' },
  { values: [rewrite(/^(\d{4})-\d\d-\d\d/, '$1-00-10')], lenience: 'a month before the first' },
  { values: [rewrite(/^(\d{4})-\d\d-\d\d/, '$1-13-01')], lenience: 'a thirteenth month' },
  { values: [rewrite(/T\d\d:/, 'T25:')], lenience: 'an hour after the last' },
]
const NEVER = UNLIKELY.map(({ values }): Wrong => ({ values }))

function ofTexts({ keywords, ...view }: View, { isTyped }: Site): Attempt[] {
  const found: Attempt[] = []
  const { format, pattern, minLength: shortest, maxLength: longest } = keywords
  // No header begins with one.
  const blanks = isTyped ? [BLANKS] : []
  if (typeof format === 'string' && isCheckable(format) && typesOf({ keywords, ...view }).includes('string')) {
    const shorter = (now: unknown) => (typeof now === 'string' ? now.slice(0, -1) : undefined)
    const more = (now: unknown) => (typeof now === 'string' ? `${now}0` : undefined)
    found.push({
      kind: 'format',
      keyword: 'format',
      what: `a text that is no ${format}`,
      wrongs: [
        { values: ['not-as-it-should-be', 'not as it should be', '%'] },
        ...(isSeldomChecked(format)
          ? []
          : [{ values: [shorter] }, { values: [more] }, ...blanks, ...OTHERWISE, ...UNLIKELY]),
      ],
    })
  }
  if (typeof shortest === 'number' && shortest > 0 && (isTyped || shortest > 1))
    found.push(
      one(
        'minLength',
        'minLength',
        `a text of fewer than ${shortest} characters`,
        longer(shortest - 1),
        '0'.repeat(shortest - 1),
      ),
    )
  if (typeof longest === 'number' && longest < 20_000)
    found.push(
      one(
        'maxLength',
        'maxLength',
        `a text of more than ${longest} characters`,
        longer(longest + 1),
        '0'.repeat(longest + 1),
      ),
    )
  if (typeof pattern !== 'string') return found
  const text = (now: unknown) => String(now ?? 'x')
  const blank = isTyped ? [{ values: [''] }, { values: [' '] }] : []
  found.push({
    kind: 'pattern',
    keyword: 'pattern',
    what: 'a text that does not match the pattern',
    wrongs: [
      {
        values: [
          (now: unknown) => `${text(now)}!`,
          (now: unknown) => text(now).replace(/./g, '!'),
          'bitewing',
          '0',
          '-1',
        ],
      },
      { values: [(now: unknown) => `!${text(now)}`] },
      ...blank,
      ...blanks,
      ...OTHER_DAYS,
      LOWER_T,
      ...NEVER,
    ],
  })
  return found
}

function ofNumbers({ keywords, ...view }: View): Attempt[] {
  const number = (key: string) => (typeof keywords[key] === 'number' ? (keywords[key] as number) : undefined)
  const step = number('multipleOf')
  const isAnyWhole = step === undefined || (step <= 1 && typesOf({ keywords, ...view }).includes('integer'))
  const beside = (by: number) => (now: unknown) => (typeof now === 'number' ? now + by : undefined)
  const [least, most] = [number('minimum'), number('maximum')]
  const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')]
  return [
    ...(least === undefined ? [] : [one('minimum', 'minimum', `less than ${least}`, least - 1)]),
    ...(above === undefined ? [] : [one('minimum', 'exclusiveMinimum', `${above}, which it has to exceed,`, above)]),
    ...(most === undefined ? [] : [one('maximum', 'maximum', `more than ${most}`, most + 1)]),
    ...(below === undefined ? [] : [one('maximum', 'exclusiveMaximum', `${below}, below which it has to be,`, below)]),
    ...(isAnyWhole
      ? []
      : [
          one(
            'multipleOf',
            'multipleOf',
            `no multiple of ${step}`,
            ...[beside(step / 2), beside(-step / 2), beside(1), step * 1.5, step + 1],
          ),
        ]),
  ]
}

function ofLists({ keywords, ...view }: View, { itemOf }: Site): Attempt[] {
  if (!typesOf({ keywords, ...view }).includes('array')) return []
  const { minItems: fewest = 0, maxItems: most = Number.POSITIVE_INFINITY } = keywords as Record<string, number>
  const fewer = (now: unknown) => (Array.isArray(now) ? now.slice(0, fewest - 1) : undefined)
  const repeated = (now: unknown) =>
    Array.isArray(now) && now.length > 0
      ? Array.from({ length: most + 1 }, (_, nth) => now[nth % now.length])
      : undefined
  const varied = (now: unknown) => {
    const items = [...(Array.isArray(now) ? now : []), ...Array.from({ length: 4 * most + 4 }, (_, nth) => itemOf(nth))]
    return [...new Map(items.map((one) => [JSON.stringify(one), one])).values()].slice(0, most + 1)
  }
  const twice = (now: unknown) =>
    Array.isArray(now) && now.length > 0 ? [now[0], ...now].slice(0, Math.max(2, now.length)) : undefined
  return [
    ...(fewest > 0 ? [one('items', 'minItems', `fewer than ${fewest} items`, fewer)] : []),
    ...(most < MOST_ITEMS ? [one('items', 'maxItems', `more than ${most} items`, repeated, varied)] : []),
    ...(keywords.uniqueItems === true ? [one('items', 'uniqueItems', 'an item twice', twice)] : []),
  ]
}

/** Longer lists are not sent. */
const MOST_ITEMS = 1000

function ofObjects({ keywords }: View): Attempt[] {
  const { minProperties: fewest = 0, maxProperties: most = Number.POSITIVE_INFINITY } = keywords as Record<
    string,
    number
  >
  const more = (count: number) => (now: unknown) => {
    const added = Array.from({ length: count }, (_, nth) => [`bitewingUndescribed${nth === 0 ? '' : nth}`, 'x'])
    return isObject(now) || now === undefined ? ({ ...now, ...Object.fromEntries(added) } as Json) : undefined
  }
  const fewer = (now: unknown) =>
    isObject(now) ? Object.fromEntries(Object.entries(now).slice(0, fewest - 1)) : undefined
  const { additionalProperties } = keywords
  return [
    ...(additionalProperties === false
      ? [one('additional', 'additionalProperties', 'a property that is not described', more(1))]
      : []),
    ...(fewest > 0 ? [one('minProperties', 'minProperties', `fewer than ${fewest} properties`, fewer)] : []),
    ...(most < MOST_ITEMS && additionalProperties !== false
      ? [one('maxProperties', 'maxProperties', `more than ${most} properties`, more(most + 1))]
      : []),
  ]
}
