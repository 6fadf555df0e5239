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
    const given = typeof operationId === 'string' ? operationId.replace(/[^\w.-]+/g, '-') : ''
    const made = `${method}${path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`
    const name = given === '' || taken.has(given) ? made : given
    taken.add(name)
    return { name, given }
  }
}
