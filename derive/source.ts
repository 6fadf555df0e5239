import { readFileSync } from 'node:fs'
import { ProfileError } from '../engine/profile-error.ts'
import { parsedText } from './parsed-text.ts'

/** An OpenAPI document as it was read: references within it are left as they are written, all others are resolved. */
export interface Source {
  /** As it was named. */
  name: string
  content: Readonly<Record<string, unknown>>
  /** 1-based place of the nearest part of the file to a JSON Pointer. */
  lineOf(pointer: string): number
}

/** A text of an address as it was before it was encoded; what is encoded wrongly stands as it is. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The tokens of a JSON Pointer (RFC 6901). */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer === '' ? [] : pointer.slice(1).split('/')
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens
}

/** The JSON Pointer of these tokens. */
export const pointerOf = (tokens: readonly (string | number)[]): string =>
  tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2, YAML or JSON. Files that it refers to are read; the network is
 * not. What 3.2 has beyond 3.1 is left to who reads the operations.
 *
 * @param path absolute
 * @param name as messages name it
 * @throws ProfileError with line and column, as far as there are any.
 */
export async function readSource(path: string, name: string): Promise<Source> {
  const text = textOf(path, name)
  const { content, placeOf } = parsedText(text, name)
  const version = content.openapi
  if (typeof version !== 'string' || !/^3\.[012](\.|$)/.test(version)) {
    const found = content.swagger === undefined ? JSON.stringify(version ?? null) : `Swagger ${content.swagger}`
    throw new ProfileError(name, [`expected an OpenAPI document of version 3.0, 3.1 or 3.2, found ${found}`])
  }
  const told = (tokens: string[]) => `${name}:${placeOf(tokens).line}:${placeOf(tokens).column}`
  return {
    name,
    content: await joined(path, name, content, told),
    lineOf: (pointer) => placeOf(tokensOf(pointer)).line,
  }
}

function textOf(path: string, name: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new ProfileError(name, [`it cannot be read: ${(error as Error).message}`])
  }
  if (bytes[0] === 0xff || bytes[0] === 0xfe) throw new ProfileError(name, ['it is UTF-16'], 'Save it as UTF-8')
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

/** Every object of a document, outermost first, with the way to it, which holds only until the next one. */
export function eachPart(root: object, visit: (part: Readonly<Record<string, unknown>>, path: string[]) => void): void {
  const path: string[] = []
  const search = (part: object): void => {
    visit(part as Record<string, unknown>, path)
    for (const key of Object.keys(part)) {
      const one = (part as Record<string, unknown>)[key]
      if (typeof one !== 'object' || one === null) continue
      path.push(key)
      search(one)
      path.pop()
    }
  }
  search(root)
}

/** A reference to another file, by where it stands. */
interface Reference {
  path: string[]
  target: string
  /** It stands where nothing is judged by it: in an extension, a description, an example. */
  isIdle: boolean
}

function externalIn(content: object): Reference[] {
  const found: Reference[] = []
  // A property may have any name.
  const isText = (key: string, nth: number, path: string[]) =>
    path[nth - 1] !== 'properties' && /^(x-.*|description|example|value|default)$/.test(key)
  eachPart(content, ({ $ref: target }, path) => {
    if (typeof target === 'string' && !target.startsWith('#'))
      found.push({ path: [...path], target, isIdle: path.some(isText) })
  })
  return found
}

/** The document with what other files hold, where it refers to any. */
async function joined(
  path: string,
  name: string,
  content: Record<string, unknown>,
  lineOf: (path: string[]) => string,
): Promise<Record<string, unknown>> {
  const external = externalIn(content)
  if (external.every(({ isIdle }) => isIdle)) return content
  const remote = external.find(({ target, isIdle }) => !isIdle && /^[a-z][a-z0-9+.-]*:\/\//i.test(target))
  if (remote) {
    throw new ProfileError(
      lineOf([...remote.path, '$ref']),
      [`it refers to ${remote.target}, and nothing is fetched from the network`],
      'Save it beside the document',
    )
  }
  const needed = new Set(external.flatMap(({ target, isIdle }) => (isIdle ? [] : [fileOf(target)])))
  const idle = new Set(external.map(({ target }) => fileOf(target)).filter((file) => !needed.has(file)))
  const isLeftOut = ({ url }: { url: string }) =>
    [...idle].some((file) => url.endsWith(file.replace(/^(\.{0,2}\/)+/, '')))
  // The library's reader of the network is replaced by one that reads nothing: files may refer to the network in turn.
  const http = {
    order: 1,
    canRead: ({ url }: { url: string }) => isLeftOut({ url }) || /^https?:/i.test(url),
    read({ url }: { url: string }) {
      if (isLeftOut({ url })) return '{}'
      throw new Error(`${url}: nothing is fetched from the network`)
    },
  }
  const resolve = { external: true, file: true, http } as object
  const { bundle } = await import('@readme/openapi-parser')
  try {
    return (await bundle(path, { resolve })) as unknown as Record<string, unknown>
  } catch (error) {
    throw new ProfileError(name, [`a reference leads nowhere: ${(error as Error).message}`])
  }
}

const fileOf = (target: string): string => target.replace(/#.*$/s, '')
