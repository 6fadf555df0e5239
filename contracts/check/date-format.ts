/** Parts of the date formats of Java that pacts are written with (`yyyy-MM-dd'T'HH:mm:ss.SSSX`). */
const LETTERS = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g

/** What each letter stands for, at 30 June 2001, 13:05:09.120 in UTC. */
const SAMPLE: Record<string, string> = {
  G: 'AD',
  y: '2001',
  u: '2001',
  M: '06',
  L: '06',
  d: '30',
  D: '181',
  E: 'Sat',
  a: 'PM',
  H: '13',
  k: '13',
  h: '01',
  K: '01',
  m: '05',
  s: '09',
  S: '120',
  X: 'Z',
  x: '+0000',
  Z: '+0000',
  z: 'UTC',
}

/** A moment in that format: a date long past. */
export function formatDate(format: string): string {
  return parts(format)
    .map(({ literal, letters }) => literal ?? sample(letters!))
    .join('')
}

function sample(letters: string): string {
  const letter = letters[0]!
  if ((letter === 'y' || letter === 'u') && letters.length === 2) return '01'
  if (letter === 'M' && letters.length > 2) return letters.length === 3 ? 'Jun' : 'June'
  if ('MdhHms'.includes(letter) && letters.length === 1) return String(Number(SAMPLE[letter]))
  if (letter === 'x' && letters.length === 3) return '+00:00'
  if (letter === 'S') return SAMPLE.S!.padEnd(letters.length, '0').slice(0, letters.length)
  return SAMPLE[letter] ?? letters
}

/** What matches a text of that format, as a whole. */
export function dateFormatPattern(format: string): RegExp {
  const source = parts(format)
    .map(({ literal, letters }) => (literal === undefined ? patternOf(letters!) : escapeRegExp(literal)))
    .join('')
  return new RegExp(`^${source}$`)
}

function patternOf(letters: string): string {
  const count = letters.length
  switch (letters[0]) {
    case 'y':
    case 'u':
      return count === 2 ? '\\d{2}' : '\\d{4}'
    case 'M':
    case 'L':
      return count > 2 ? '[A-Za-z]+' : digits(count)
    case 'd':
    case 'D':
    case 'H':
    case 'k':
    case 'h':
    case 'K':
    case 'm':
    case 's':
      return digits(count)
    case 'S':
      return `\\d{${count}}`
    case 'X':
      return '(?:Z|[+-]\\d{2}(?::?\\d{2})?)'
    case 'x':
    case 'Z':
      return '(?:Z|[+-]\\d{2}:?\\d{2})'
    default:
      return '[^\\d]+'
  }
}

/** At least two for a letter that is written twice. */
const digits = (count: number): string => (count === 1 ? '\\d{1,2}' : `\\d{${count}}`)

function parts(format: string): { literal?: string; letters?: string }[] {
  return [...format.matchAll(LETTERS)].map(([whole, quoted, letter]) => {
    if (quoted !== undefined) return { literal: quoted === '' ? "'" : quoted.replaceAll("''", "'") }
    return letter === undefined ? { literal: whole } : { letters: whole }
  })
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
