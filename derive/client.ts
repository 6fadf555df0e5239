import type { ClientRow, ClientSide } from '../engine/client-side.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Observation } from '../engine/experiment.ts'
import { unobserved } from '../engine/finding.ts'
import { groupedBy } from '../engine/grouped-by.ts'
import type { Requirement } from '../engine/requirement.ts'
import { isAccepted } from '../engine/status.ts'
import { judgeRequests, perExchange, remembered, type Traffic, type TrafficRule } from '../engine/traffic.ts'
import type { Finding } from '../engine/verdict.ts'
import { listOr, plural } from '../engine/words.ts'
import { schemesOf, securityStatement } from './access.ts'
import { answerParts, excerpt, judgeDocumented, judgePart } from './answers.ts'
import type { Api, Operation, Parameter } from './api.ts'
import { typesOf, viewOf } from './fields.ts'
import { judgeRefused } from './judges.ts'
import { operationAt } from './mock/paths.ts'
import type { Fault, Read } from './mock/request.ts'
import { idOf, partsOf, reworded, rowOf, type Statement } from './rows.ts'
import type { Schemas } from './schemas.ts'
import { hasCredentials, hasCredentialsOf, holdsValue, isRedacted, readSent } from './sent.ts'
import { placeOf } from './wire.ts'

/** What of a request a client sees to, by the kind of the server's rule that refuses it otherwise. */
const KEPT: Readonly<Record<string, string>> = {
  required: 'is sent',
  null: 'is not null',
  type: 'has its type',
  enum: 'is one of its values',
  format: 'has its format',
  minimum: 'is not less than it may be',
  maximum: 'is not more than it may be',
  minLength: 'is not shorter than it may be',
  maxLength: 'is not longer than it may be',
  pattern: 'fits its pattern',
  items: 'has the items that it may have',
  multipleOf: 'is a multiple of what it is said to be',
  minProperties: 'has no fewer properties than it may have',
  maxProperties: 'has no more properties than it may have',
  additional: 'has no properties but its own',
  media: 'is of a media type that is described',
  malformed: 'is whole',
}

/** Kinds that are about more than a value: the others have no subject where none is sent. */
const OF_WHOLES = ['required', 'additional', 'media', 'malformed']

/** Kinds in which servers that keep their documents differ: what one takes everywhere tells only where all is tried. */
const LENIENT = ['type', 'null', 'format']

/** What is no operation of the document's is one under this name. */
const NOWHERE = { id: 'undocumented', pointer: '/paths' } as Operation

/** A rule on clients: its row, and how traffic is judged by it. */
interface Derived {
  row: ClientRow
  rule: TrafficRule
}

/**
 * The other side of a document: what a client sends that keeps it, and what its traffic shows of the server.
 *
 * @param rows of the server: a change that it has to refuse is one that a client does not send
 */
export function clientSide(api: Api, schemas: Schemas, profile: string, rows: readonly Requirement[]): ClientSide {
  const side = new Side(api, schemas, profile)
  const byOperation = groupedBy(rows, ({ area }) => area)
  const each = api.operations.map((operation) => ({ operation, kept: keptOf(byOperation.get(operation.id) ?? []) }))
  const derived = [side.paths(), ...each.flatMap(({ operation, kept }) => side.of(operation, kept))]
  return {
    requirements: derived.map(({ row }) => row),
    rules: Object.fromEntries(derived.map(({ row, rule }) => [row.id, rule])),
    server: Object.fromEntries(each.flatMap(({ operation, kept }) => side.server(operation, kept))),
    operationOf: ({ method, path }) => operationAt(api, method, path)?.operation.id,
    credentials: ({ settings: { auth, values } }) => ({ auth, values }),
  }
}

/** Those rules of an operation by which a request is refused, with their places and kinds. */
const keptOf = (rows: readonly Requirement[]) =>
  rows.map((row) => ({ row, ...partsOf(row.id) })).filter(({ kind }) => Object.hasOwn(KEPT, kind))

class Side {
  readonly #callsOf = remembered(({ exchanges }) => groupedBy(exchanges, ({ operation }) => operation))
  /** A request as its operation reads it; undefined where its path is not the operation's. */
  readonly #read = perExchange((exchange): Read | undefined => {
    const operation = this.api.operations.find(({ id }) => id === exchange.operation)
    return operation && readSent(this.schemas, operation, exchange)
  })

  constructor(
    private readonly api: Api,
    private readonly schemas: Schemas,
    private readonly profile: string,
  ) {}

  /** "Method, path": everything that is called is described. */
  paths(): Derived {
    const statement = {
      place: 'path',
      kind: 'documented',
      title: 'methods and paths that are called are described',
      pointer: NOWHERE.pointer,
      quote: `paths: ${[...new Set(this.api.operations.map(({ path }) => path))].join(', ')}`,
    }
    return {
      row: reworded(this.#row(NOWHERE, statement), { title: statement.title, operations: [] }),
      rule: ({ exchanges }) =>
        judgeRequests(
          exchanges,
          ({ operation }) => (operation === '' ? 'the document does not describe it' : undefined),
          {
            expected: 'a method and a path that the document describes',
            kept: (count) => `${plural(count, 'request')}, all to operations of the document`,
            nothing: 'the client sent nothing',
            remedy: 'a request',
          },
        ),
    }
  }

  /** What a client keeps of an operation. */
  of(operation: Operation, own: ReturnType<typeof keptOf>): Derived[] {
    const places = new Set(own.map(({ place, kind }) => `${place}/${kind}`))
    const faultsIn = (exchange: Exchange) => this.#read(exchange)?.faults ?? []
    const rest: Statement = {
      place: 'request',
      kind: 'schema',
      title: 'what is sent fits its schema as a whole',
      pointer: operation.pointer,
      quote: `${operation.method} ${operation.path}`,
    }
    return [
      ...own.map(({ row, place, kind }): Derived => {
        const title = `${place} ${KEPT[kind]}`
        const isMeant = (fault: Fault) => fault.place === place && fault.kind === kind
        const isSubject = (exchange: Exchange) =>
          OF_WHOLES.includes(kind) || faultsIn(exchange).some(isMeant) || holdsValue(this.#read(exchange), place)
        return {
          row: reworded(row, { title: `${operation.id}: ${title}`, sameClause: [row.id] }),
          rule: this.#judged(operation, title, isSubject, (exchange) => worded(faultsIn(exchange).filter(isMeant))),
        }
      }),
      this.#entered(operation, rest, (exchange) =>
        worded(faultsIn(exchange).filter((fault) => !places.has(`${fault.place}/${fault.kind}`))),
      ),
      this.#query(operation),
      ...this.#security(operation),
    ]
  }

  /**
   * What traffic shows of the server: its answers, but for those to requests that are wrong and were let pass, and what it
   * does with a request that is wrong in one place.
   */
  server(operation: Operation, kept: ReturnType<typeof keptOf>): [string, TrafficRule][] {
    const parts = answerParts(this.schemas, operation)
    // Once for all parts of the answers.
    const answersIn = remembered((traffic) =>
      this.#calls(operation, traffic).filter(
        (one) =>
          one.response &&
          !isRedacted(one.response.body) &&
          !(isAccepted(one) && (this.#read(one)?.faults.length ?? 0) > 0),
      ),
    )
    return [
      [
        idOf(this.profile, operation, 'status', 'documented'),
        (traffic) => judgeDocumented(this.schemas, operation, answersIn(traffic)),
      ],
      ...parts.map((part): [string, TrafficRule] => [
        idOf(this.profile, operation, part.place, part.kind),
        (traffic) => judgePart(this.schemas, operation, part, parts, answersIn(traffic)),
      ]),
      ...kept
        .filter(({ kind }) => !LENIENT.includes(kind))
        .map(({ row, place, kind }): [string, TrafficRule] => [
          row.id,
          (traffic) => this.#refused(operation, `${place} that breaks ${kind}`, traffic, place, kind),
        ]),
    ]
  }

  #refused(operation: Operation, what: string, traffic: Traffic, place: string, kind: string): Finding {
    const tries = this.#calls(operation, traffic).filter((one) => {
      const [fault, ...others] = this.#read(one)?.faults ?? []
      return one.response && fault?.place === place && fault.kind === kind && others.length === 0
    })
    if (tries.length === 0) return unobserved(`the client sent no ${what}`, '`bitewing run`, which tries it')
    const documented = idOf(this.profile, operation, 'status', 'documented')
    const observations = tries.map((exchange): Observation => ({ kind: 'trial', what, control: null, exchange }))
    return judgeRefused(operation, documented, observations, {})
  }

  /** "Query": a parameter besides the described ones may be somebody else's, such as one for tracing. */
  #query(operation: Operation): Derived {
    const described = operation.parameters.filter((one) => one.in === 'query')
    const keys = Object.values(this.api.schemes).filter((one) => one.in === 'query')
    const names = [...described, ...keys].map(({ name }) => name)
    const isKnown = (name: string) =>
      names.includes(name) || names.includes(name.replace(/\[.*$/, '')) || described.some((one) => this.#isOpen(one))
    const statement: Statement = {
      place: 'query',
      kind: 'documented',
      level: 'should',
      title: 'parameters of the query are described',
      pointer: operation.pointer,
      quote: `parameters in query: ${names.join(', ') || 'none'}`,
    }
    return this.#entered(operation, statement, ({ request }) => {
      const strange = [...new URL(request.url).searchParams.keys()].filter((name) => !isKnown(name))
      return strange.length === 0 ? undefined : `the query has ${listOr([...new Set(strange)])}, which is not described`
    })
  }

  /** Whether a parameter's value stands in the query under names of its own. */
  #isOpen({ schema, explode, style, media }: Parameter): boolean {
    const isObject = schema !== undefined && typesOf(viewOf(this.schemas, schema)).includes('object')
    return isObject && explode && style === 'form' && media === undefined
  }

  /** "Credentials where asked for, and only there". */
  #security(operation: Operation): Derived[] {
    const { api } = this
    const asked = schemesOf(api, operation)
    const isSent = (exchange: Exchange, name: string) => {
      const scheme = api.schemes[name]
      return scheme === undefined || scheme.type === 'mutualTLS' || hasCredentialsOf(exchange, scheme)
    }
    const lackingIn = (exchange: Exchange) =>
      operation.security
        .map((way) => Object.keys(way).filter((name) => !isSent(exchange, name)))
        .sort((one, other) => one.length - other.length)[0] ?? []
    const places = groupedBy(asked, ({ place }) => place)
    const required = [...places].map(([place, schemes]) => {
      const names = schemes.map(({ name }) => name)
      const title = `the credentials of ${listOr(names)} are sent`
      const statement = securityStatement(api, operation, names.join(', '), place)
      return this.#entered(operation, { ...statement, title }, (exchange) =>
        lackingIn(exchange).some((name) => names.includes(name)) ? `no ${place.replace('.', ' ')} was sent` : undefined,
      )
    })
    if (operation.security.length > 0) return required
    const open = new Set(Object.values(api.schemes).map(placeOf))
    return [...open].map((place) => {
      const title = `no credentials are shown in ${place.replace('.', ' ')}, where none are asked for`
      const statement: Statement = { place, kind: 'security', level: 'should', title, pointer: operation.pointer }
      return this.#entered(operation, statement, (exchange) =>
        hasCredentials(exchange, place) ? `${place.replace('.', ' ')} was sent` : undefined,
      )
    })
  }

  #entered(operation: Operation, statement: Statement, faultOf: (exchange: Exchange) => string | undefined): Derived {
    const row = this.#row(operation, statement)
    return { row, rule: this.#judged(operation, statement.title, () => true, faultOf) }
  }

  #judged(
    operation: Operation,
    expected: string,
    isSubject: (exchange: Exchange) => boolean,
    faultOf: (exchange: Exchange) => string | undefined,
  ): TrafficRule {
    const about = {
      expected,
      kept: (count: number) => `${plural(count, 'request')} of ${operation.id} ${count === 1 ? 'keeps' : 'keep'} it`,
      nothing: `no request of ${operation.id} shows it`,
      remedy: `a call of ${operation.id} with it`,
    }
    return (traffic) => judgeRequests(this.#calls(operation, traffic).filter(isSubject), faultOf, about)
  }

  #row(operation: Operation, statement: Statement): Requirement {
    return reworded(
      rowOf(this.api, idOf(this.profile, operation, statement.place, statement.kind), operation, statement),
      { sameClause: [] },
    )
  }

  #calls(operation: Operation, traffic: Traffic): Exchange[] {
    return this.#callsOf(traffic).get(operation.id) ?? []
  }
}

const worded = (faults: readonly Fault[]): string | undefined =>
  faults.length === 0 ? undefined : faults.map(inWords).join(', ')

function inWords({ place, kind, value }: Fault): string {
  if (value !== undefined) return `${place} is ${excerpt(value)} (${kind})`
  return kind === 'required' ? `${place} is missing (${kind})` : `${place} (${kind})`
}
