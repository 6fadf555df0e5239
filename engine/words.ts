/** `a, b or c`. */
export const listOr = (items: readonly (string | number)[]) => join(items, 'or')

/**
 * `a, b and c`.
 *
 * @param most where there are more, the rest is counted: `a, b and 3 more`
 */
export const listAnd = (items: readonly (string | number)[], most = items.length) =>
  join(items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items, 'and')

const join = (items: readonly (string | number)[], word: string) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

/**
 * `1 rule`, `3 inboxes`, `1,000 entries`.
 *
 * @param many where more than the noun changes: `plural(2, 'rule holds', 'rules hold')`
 */
export const plural = (count: number, one: string, many = manyOf(one)): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

const manyOf = (noun: string) =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}${/(?:s|x|ch|sh)$/.test(noun) ? 'es' : 's'}`

/** `once`, `2 times`. */
export const times = (count: number) => (count === 1 ? 'once' : plural(count, 'time'))
