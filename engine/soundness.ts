import { groundsOf, leaningOf, requirementOf } from './grounds.ts'
import type { Ground, Rules } from './rule.ts'

/**
 * What is wrong with a profile's rules, in a sentence each: rows without a rule, rules without a row, two rows of one ID,
 * needs and grounds that there are not, circles among them. Empty where they are sound.
 */
export function flawsOf(
  requirements: readonly { id: string }[],
  { rules, experiments = {}, phases = [] }: Rules,
): string[] {
  const listed = requirements.map(({ id }) => id)
  const known = new Set(listed)
  const judged = Object.keys(rules)
  const leaning = (ground: Ground) => leaningOf(rules, ground)
  const premises = [...new Set(judged.flatMap((id) => groundsOf(rules, id)))].filter((one) => typeof one !== 'string')
  const building = (name: string) => experiments[name]?.needs ?? []
  return [
    ...judged.filter((id) => !known.has(id)).map((id) => `rule ${id} stands in no register`),
    ...listed.filter((id) => !Object.hasOwn(rules, id)).map((id) => `requirement ${id} is judged by no rule`),
    ...[...twice(listed)].map((id) => `${id} has two rows in the register`),
    ...judged.flatMap((id) => [
      ...unknown(`rule ${id} needs experiment`, rules[id]?.needs, experiments),
      ...unknown(`rule ${id} needs experiment`, rules[id]?.otherwise?.needs, experiments),
      ...unknown(`rule ${id} leans on`, leaning(id).map(requirementOf), rules),
    ]),
    ...premises.flatMap(({ id, needs, leansOn = [] }) => [
      ...unknown(`a part of rule ${id} needs experiment`, needs, experiments),
      ...unknown(`a part of rule ${id} leans on`, leansOn.map(requirementOf), rules),
    ]),
    ...Object.entries(experiments).flatMap(([name, { needs, phase }]) => [
      ...unknown(`experiment ${name} needs experiment`, needs, experiments),
      ...(phase === undefined || phases.includes(phase)
        ? []
        : [`experiment ${name} has its place in phase ${phase}, which is none of ${phases.join(', ')}`]),
    ]),
    ...circles<Ground>(judged, leaning, requirementOf).map((circle) => `rules lean on one another: ${circle}`),
    ...circles(Object.keys(experiments), building, (name) => name).map(
      (circle) => `experiments need one another: ${circle}`,
    ),
  ]
}

function twice(ids: readonly string[]): Set<string> {
  const seen = new Set<string>()
  return new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))
}

const unknown = (what: string, names: readonly string[] = [], known: object): string[] =>
  names.filter((name) => !Object.hasOwn(known, name)).map((name) => `${what} ${name}, which there is not`)

/** Each circle once, in words: `A, B, A`. */
function circles<Node>(
  nodes: readonly Node[],
  next: (node: Node) => readonly Node[],
  nameOf: (node: Node) => string,
): string[] {
  const found: string[] = []
  const done = new Set<Node>()
  const visit = (node: Node, path: readonly Node[]): void => {
    const at = path.indexOf(node)
    if (at !== -1) {
      found.push([...path.slice(at), node].map(nameOf).join(', '))
      return
    }
    if (done.has(node)) return
    for (const one of next(node)) visit(one, [...path, node])
    done.add(node)
  }
  for (const node of nodes) visit(node, [])
  return found
}
