import type { Level, Requirement } from '../../engine/requirement.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Call } from './call.ts'
import type { Problem } from './expectation.ts'
import type { Path } from './path.ts'
import type { Route } from './route.ts'

/** The requirement that something breaks, or, where none speaks of it, how much the document says of it. */
export type Broken = { requirement: string } | { requirement: null; level: Level }

/** Something about a request for which the document has it refused, or leaves open whether it is. */
export type Fault = Broken & {
  path: Path
  /** In words, as a sentence without its full stop. */
  what: string
  /** Statuses that it is documented to be refused with; empty where a server may accept it. */
  refusedWith: readonly number[]
  /** Whether the words may mean something else: it then explains a refusal, and contradicts no success. */
  isDoubtful?: true
}

/** Something that is expected of an answer and contradicts the document. */
export type Contradiction = Broken & { path: Path; what: string }

/** What a profile's document says of the interactions that a pact can have. */
export interface ProfileRules {
  document: OpenApiDocument
  requirements: readonly Requirement[]
  /** The register of its clients, whose traffic is judged by the same words. */
  clients: readonly Requirement[]
  /** "Every answer's status is one of …" */
  statusRule: string
  /** Other names under which an answer gives back what was sent, in lower case: answer to request. */
  echoes?: Readonly<Record<string, string>>
  /** The operation as the register names it. */
  operationId(route: Route, call: Pick<Call, 'interaction'>): string
  /** What is wrong with the request as it stands in the pact. */
  faults(call: Call): Fault[]
  /** What the pact's words and states say is wrong with it. */
  told(call: Call): Fault[]
  /** The requirement that promises that the request is accepted, if nothing is wrong with it. */
  promise(call: Call, status: number): string
  /**
   * The requirement that promises it in spite of what the pact's words say: they speak of something that can be seen in
   * the request, and is right there.
   */
  overrules(call: Call): string | undefined
  /** What a status breaks wherever it stands in an answer of this operation; undefined for one that is as good as its reason. */
  status?(call: Call, status: number): Contradiction | undefined
  /** Whether a refusal needs no reason in the pact: nothing is set up, so that nothing is there. */
  isAbsence(call: Call, status: number): boolean
  /** What is broken by expecting more of an answer's body. */
  shape(call: Call, problem: Problem): Broken
  /** What is broken by expecting a content type, or a header, that is not promised. */
  header(call: Call, name: string): Broken
  /** Whether the states of a call settle a value without naming it. */
  isSettled?(call: Call, path: Path, value: unknown): boolean
  /** What is broken by expecting a refusal without a body; undefined for nothing. */
  noBody?(call: Call): Broken | undefined
  /** Whether states decide which of the promised values an answer has. */
  byStates(call: Call): boolean
  /** Values that are expected of an answer and contradict the request, the states or each other. */
  contradictions(call: Call): Contradiction[]
}
