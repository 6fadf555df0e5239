/** One change of one field, told in words. */
export interface Alteration {
  what: string
  /** A changed copy; the original stays as it is. */
  apply(original: object): object
}

type Tree = Record<string, unknown>

/** @param field dotted: `patient.firstName` */
export function leftOut(field: string): Alteration {
  return alteration(field, 'left out', (parent, key) => {
    delete parent[key]
  })
}

/** @param words how the value reads after the field's name; by default as JSON */
export function setTo(field: string, value: unknown, words = JSON.stringify(value)): Alteration {
  return turned(field, words, () => value)
}

/** The field's new value is made from the one that the original has (undefined where it has none). */
export function turned(field: string, words: string, turn: (value: unknown) => unknown): Alteration {
  return alteration(field, words, (parent, key) => {
    parent[key] = turn(parent[key])
  })
}

/** The right value as text with something after it, which a careless parser takes for the right value. */
export const withMore = (field: string, more: string): Alteration =>
  turned(field, `with ${more} after it`, (value) => `${value}${more}`)

/** The field left out, and null. */
export function absent(field: string): Alteration[] {
  return [leftOut(field), setTo(field, null)]
}

/**
 * Values of a JSON type that is neither a string nor a number. The array holds the right value, for servers that
 * unwrap; false is there for those that take it for no value.
 */
export function neitherStringNorNumber(field: string): Alteration[] {
  return [
    setTo(field, {}, 'an object'),
    turned(field, 'in an array', (value) => [value ?? 'text']),
    setTo(field, true),
    setTo(field, false),
  ]
}

/** Values that are no number, and no string that reads as one to the end. */
export function noNumber(field: string): Alteration[] {
  return [
    ...neitherStringNorNumber(field),
    setTo(field, 'abc'),
    turned(field, 'with letters after its digits', (value) => `${value}abc`),
  ]
}

function alteration(field: string, words: string, change: (parent: Tree, key: string) => void): Alteration {
  const path = field.split('.')
  const key = path.pop()!
  return {
    what: `${field} ${words}`,
    apply(original) {
      const copy = structuredClone(original)
      change(
        path.reduce((node, step) => node[step] as Tree, copy as Tree),
        key,
      )
      return copy
    },
  }
}
