/** A piece of JSON text as it stood, and what it is. */
export interface Token {
  kind: 'key' | 'string' | 'number' | 'literal' | 'punctuation'
  text: string
}

/** One line of laid-out JSON. */
export interface Line {
  depth: number
  /** JSON pointer of the value that the line shows, or whose bracket it closes. */
  pointer: string
  closes: boolean
  tokens: Token[]
}

const TOKEN = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+)/gy

interface Frame {
  pointer: string
  array: boolean
  /** Index of the next item of an array. */
  next: number
}

/**
 * JSON laid out a value a line. It is laid out as text, not parsed and written again, so that what is shown is what came:
 * numbers beyond 2^53, repeated keys and escapes included. Undefined for text that is not an object or array in JSON.
 */
export function prettyJson(text: string): Line[] | undefined {
  if (!isContainer(text)) return undefined
  const tokens = [...text.trimEnd().matchAll(TOKEN)].map((match) => match[1]!)
  const lines: Line[] = []
  const frames: Frame[] = []
  let line: Line | undefined

  tokens.forEach((token, at) => {
    const frame = frames.at(-1)
    if (token === ',') {
      line!.tokens.push({ kind: 'punctuation', text: ',' })
      line = undefined
    } else if (token === ':') {
      line!.tokens.push({ kind: 'punctuation', text: ': ' })
    } else if (token === '}' || token === ']') {
      const closed = frames.pop()!
      const empty = tokens[at - 1] === '{' || tokens[at - 1] === '['
      if (!empty) {
        line = { depth: frames.length, pointer: closed.pointer, closes: true, tokens: [] }
        lines.push(line)
      }
      line!.tokens.push({ kind: 'punctuation', text: token })
    } else {
      const isKey = tokens[at + 1] === ':'
      const isValueOfKey = tokens[at - 1] === ':'
      if (!isValueOfKey) {
        line = { depth: frames.length, pointer: pointerOf(frame, isKey ? token : undefined), closes: false, tokens: [] }
        lines.push(line)
      }
      line!.tokens.push({ kind: isKey ? 'key' : kindOf(token), text: token })
      if (token === '{' || token === '[') frames.push({ pointer: line!.pointer, array: token === '[', next: 0 })
    }
  })
  return lines
}

function isContainer(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object' && /^\s*[[{]/.test(text)
  } catch {
    return false
  }
}

function pointerOf(frame: Frame | undefined, key: string | undefined): string {
  if (!frame) return ''
  const name = frame.array ? String(frame.next++) : (JSON.parse(key!) as string)
  return `${frame.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function kindOf(token: string): Token['kind'] {
  if (token.startsWith('"')) return 'string'
  if (/^[-\d]/.test(token)) return 'number'
  return /^[{[]/.test(token) ? 'punctuation' : 'literal'
}
