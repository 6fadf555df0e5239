/** `a, b or c`. */
export const listOr = (items: readonly string[]) => join(items, 'or')

/** `a, b and c`. */
export const listAnd = (items: readonly string[]) => join(items, 'and')

const join = (items: readonly string[], word: string) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
