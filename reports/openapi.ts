import type { Exchange } from '../engine/exchange.ts'
import { operationNaming } from '../engine/operation-name.ts'
import type { VerdictName } from '../engine/verdict.ts'
import { inertJson } from './inert.ts'
import { type FolderWriter, OWN, type ReportInput, type TargetReport } from './model.ts'
import { titleOf } from './verdicts.ts'

type Json = Record<string, unknown>

/**
 * `openapi`: each profile's OpenAPI document with what the run shows of it. An operation, and every statement that is traced
 * to requirements, has their verdicts (`x-bitewing-verdicts`); an operation and its answers have how often they came
 * (`x-bitewing-answers`): an answer of 0 is documented and was not seen, a status that stands with the operation alone was
 * seen and is not documented.
 */
export const openapi: FolderWriter = {
  write: (input) =>
    Object.fromEntries(
      Object.entries(input.documents ?? {}).map(([profile, document]) => [
        `${OWN}${profile}.json`,
        `${inertJson(JSON.stringify(marked(document, profile, input), null, 2))}\n`,
      ]),
    ),
}

function marked(document: Json, profile: string, { report, exchanges }: ReportInput): Json {
  const targets = report.targets.filter((one) => one.profile === profile).map((target) => new Seen(target, exchanges))
  const { tool, startedAt, complete } = report
  const about = targets.map(({ title, target: { baseUrl, summary } }) => ({ target: title, baseUrl, ...summary }))
  const nameOf = operationNaming()
  const withAnswers = (paths: Json) =>
    mapValues(paths, (item, path) => {
      if (!isObject(item)) return item
      return mapValues(item, (operation, method) => {
        if (!isObject(operation) || !isObject(operation.responses)) return operation
        const { name } = nameOf(operation.operationId, method, path)
        return {
          ...operation,
          ...by(targets, 'x-bitewing-verdicts', (one) => one.verdicts([...one.judgedOf(name), ...tracedTo(operation)])),
          ...by(targets, 'x-bitewing-answers', (one) => one.answers(name)),
          responses: mapValues(operation.responses, (answer, status) => {
            const whole = resolved(answer, document)
            if (!isObject(whole) || status.startsWith('x-')) return answer
            return { ...whole, ...by(targets, 'x-bitewing-answers', (one) => one.count(name, status, operation)) }
          }),
        }
      })
    })
  return withVerdicts(
    {
      ...document,
      'x-bitewing-run': { tool, startedAt, complete, targets: about },
      ...(isObject(document.paths) ? { paths: withAnswers(document.paths) } : {}),
      ...(isObject(document.webhooks) ? { webhooks: withAnswers(document.webhooks) } : {}),
    },
    targets,
  ) as Json
}

/** What a run shows of one target. */
class Seen {
  readonly title: string
  readonly #verdicts: ReadonlyMap<string, VerdictName>
  readonly #answers = new Map<string, Record<string, number>>()

  constructor(
    readonly target: TargetReport,
    exchanges: readonly Exchange[],
  ) {
    this.title = titleOf(target)
    this.#verdicts = new Map(target.requirements.map(({ id, verdict }) => [id, verdict]))
    for (const { target: name, operation, response, error } of exchanges) {
      if (name !== target.name) continue
      const came = this.#answers.get(operation) ?? {}
      const status = String(response?.status ?? error?.kind)
      this.#answers.set(operation, { ...came, [status]: (came[status] ?? 0) + 1 })
    }
  }

  verdicts(ids: readonly string[]): Record<string, VerdictName> | undefined {
    const known = ids.filter((id) => this.#verdicts.has(id))
    return known.length === 0 ? undefined : Object.fromEntries(known.map((id) => [id, this.#verdicts.get(id)!]))
  }

  /** IDs of the requirements that are of an operation, by the register. */
  judgedOf(name: string): string[] {
    return this.target.requirements.flatMap(({ id, operations }) => (operations.includes(name) ? [id] : []))
  }

  /** By status, or by the kind of error where none came. */
  answers(operation: string): Record<string, number> {
    return this.#answers.get(operation) ?? {}
  }

  /** How often a documented answer came: `404`, `4XX`, or `default` for what no other one stands for. */
  count(operation: string, documented: string, { responses }: Json): number {
    const others = Object.keys(responses as Json).filter((one) => one !== 'default')
    const fits = (status: string, one: string) => status === one || (/^\dXX$/i.test(one) && status[0] === one[0])
    const isMeant = (status: string) => {
      const exact = others.includes(status) ? [status] : others.filter((one) => fits(status, one))
      return documented === 'default' ? exact.length === 0 && /^\d+$/.test(status) : exact.includes(documented)
    }
    return Object.entries(this.answers(operation)).reduce((sum, [status, n]) => sum + (isMeant(status) ? n : 0), 0)
  }
}

/** Every part that is traced to requirements, with their verdicts. */
function withVerdicts(node: unknown, targets: readonly Seen[]): unknown {
  if (Array.isArray(node)) return node.map((one) => withVerdicts(one, targets))
  if (!isObject(node)) return node
  const inner = mapValues(node, (one) => withVerdicts(one, targets))
  // Those of an operation are there already, with what the register says of it.
  return { ...by(targets, 'x-bitewing-verdicts', (one) => one.verdicts(tracedTo(node))), ...inner }
}

const tracedTo = ({ 'x-requirements': ids }: Json): string[] => (Array.isArray(ids) ? (ids as string[]) : [])

/** An extension with something for each target, by its name; none where there is nothing. */
function by(targets: readonly Seen[], extension: string, of: (target: Seen) => unknown): Json {
  const entries = targets.map((one) => [one.title, of(one)] as const).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? {} : { [extension]: Object.fromEntries(entries) }
}

/** What a reference within the document stands for: it could not be marked itself. */
function resolved(node: unknown, document: Json): unknown {
  if (!isObject(node) || typeof node.$ref !== 'string') return node
  const tokens = node.$ref.replace(/^#\//, '').split('/')
  return tokens.reduce<unknown>(
    (at, token) => (isObject(at) ? at[token.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
    document,
  )
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const mapValues = (value: Json, to: (value: unknown, key: string) => unknown): Json =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, to(one, key)]))
