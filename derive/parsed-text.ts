import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  mergeTag,
  parseEvents,
  YAMLException,
} from 'js-yaml'
import { ProfileError } from '../engine/profile-error.ts'

/** A text that was parsed: its value, and where in the text a part of it stands. */
export interface Parsed {
  content: Record<string, unknown>
  /** Of what a path leads to, or of the last part on the way; 1-based. */
  placeOf(path: readonly string[]): Place
}

export interface Place {
  line: number
  column: number
}

/**
 * Parses YAML or JSON. Places are worked out once somebody asks for one.
 *
 * @throws ProfileError with the place from which on it is neither.
 */
export function parsedText(text: string, name: string): Parsed {
  const json = text.trimStart().startsWith('{') ? asJson(text) : undefined
  const { value, events } = json === undefined ? asYaml(text, name) : { value: json, events: undefined }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ProfileError(name, ['expected an OpenAPI document, found no object'])
  let root: Part | undefined
  return {
    content: value as Record<string, unknown>,
    placeOf(path) {
      root ??= partsOf(text, events ?? eventsOf(text))
      let part = root
      for (const token of path) {
        const below = part.parts?.get(token)
        if (!below) break
        part = below
      }
      return part
    },
  }
}

/** By the platform's own parser, which is the quickest; undefined where it is none. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const SCHEMA = CORE_SCHEMA.withTags(mergeTag)
const DEEPEST = 1000
const MOST_MERGED = 1_000_000
const MOST_VALUES = 5_000_000

const eventsOf = (text: string): Event[] => parseEvents(text, { maxDepth: DEEPEST })

function asYaml(text: string, name: string): { value: unknown; events: Event[] } {
  try {
    const events = eventsOf(text)
    const [value, another] = constructFromEvents(events, {
      source: text,
      schema: SCHEMA,
      maxTotalMergeKeys: MOST_MERGED,
    })
    if (another !== undefined) throw new ProfileError(name, ['it has several documents'])
    if (events.some(({ type }) => type === EVENT_ID.ALIAS)) checkAnchors(value, name)
    return { value, events }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { line = 0, column = 0 } = error.mark ?? {}
    throw new ProfileError(`${name}:${line + 1}:${column + 1}`, [
      `it is not YAML or JSON from here on: ${error.reason}`,
    ])
  }
}

/** What stands under an anchor is one value wherever it is used: who walks through it must come to an end, and soon. */
function checkAnchors(value: unknown, name: string): void {
  const sizes = new Map<object, number | undefined>()
  const sizeOf = (one: unknown): number => {
    if (typeof one !== 'object' || one === null) return 1
    if (sizes.has(one)) {
      const known = sizes.get(one)
      if (known === undefined) throw new ProfileError(name, ['an anchor is used within itself'])
      return known
    }
    sizes.set(one, undefined)
    const size = Object.values(one).reduce<number>((sum, below) => sum + sizeOf(below), 1)
    sizes.set(one, size)
    return size
  }
  if (sizeOf(value) > MOST_VALUES)
    throw new ProfileError(name, [`its anchors stand for more than ${MOST_VALUES.toLocaleString('en')} values`])
}

/** A part of a text, and what it holds by key or index. */
interface Part extends Place {
  parts?: Map<string, Part>
}

/** The parts of a text, by the events of its parser. */
function partsOf(text: string, events: readonly Event[]): Part {
  // The first event opens the document.
  let at = 1
  let [line, start] = [1, 0]
  const placeOf = (offset: number): Place => {
    for (let end = text.indexOf('\n', start); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
      start = end + 1
      line++
    }
    return { line, column: offset - start + 1 }
  }
  const next = (): Part => {
    const event = events[at++]
    if (event?.type === EVENT_ID.SCALAR) return placeOf(event.valueStart)
    if (event?.type === EVENT_ID.ALIAS) return placeOf(event.anchorStart)
    if (event?.type !== EVENT_ID.MAPPING && event?.type !== EVENT_ID.SEQUENCE) return placeOf(0)
    const isMapping = event.type === EVENT_ID.MAPPING
    const part = { ...placeOf(event.start), parts: new Map<string, Part>() }
    while (events[at] && events[at]?.type !== EVENT_ID.POP) {
      const key = events[at] as Event
      if (isMapping) next()
      const name = isMapping && key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : String(part.parts.size)
      part.parts.set(name, next())
    }
    at++
    return part
  }
  return next()
}
