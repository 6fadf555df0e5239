/**
 * Gives the operations of one OpenAPI document their names, each another one: the `operationId`, or one made of method and
 * path. It is stable under reordering: an ID that is given twice counts once.
 */
export function operationNaming(): (
  operationId: unknown,
  method: string,
  path: string,
) => { name: string; given: string } {
  const taken = new Set<string>()
  return (operationId, method, path) => {
    const given = typeof operationId === 'string' ? operationId.replace(/[^\p{L}\p{N}_.-]+/gu, '-') : ''
    const made = `${method}${path.replace(/[^\p{L}\p{N}]+(\p{L}?)/gu, (_, letter: string) => letter.toUpperCase())}`
    const written = `${method}-${path.replace(/[\s/]+/g, '-')}`
    const names = [...(given === '' ? [] : [given]), made, written]
    let name = names.find((one) => !taken.has(one))
    for (let nth = 2; name === undefined; nth++) if (!taken.has(`${written}-${nth}`)) name = `${written}-${nth}`
    taken.add(name)
    return { name, given }
  }
}
