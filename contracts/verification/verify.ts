import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Journal } from '../../engine/journal.ts'
import type { Target } from '../../engine/target.ts'
import type { Transport } from '../../engine/transport.ts'
import type { ContractsReport, InteractionReport, PactReport } from '../../reports/model.ts'
import { providerParts } from '../of-profile.ts'
import { REFERENCE } from '../reference.ts'
import type { Pact, PactInteraction } from './pact.ts'
import { Provider } from './provider.ts'
import type { Turn } from './sender.ts'
import { BEGIN, disguised, standIn, undisguised } from './stand-in.ts'
import type { ProfileParts } from './states/arranger.ts'
import type { Mismatch, Verifier, VerifierResults } from './verifier.ts'

/** A pact, and where it came from: a file's path, or its URL at the broker. */
export interface SourcedPact {
  source: string
  pact: Pact
}

export interface VerificationParts {
  transport: Transport
  journal: Journal
  verifier: Verifier
  /** Ends the verification where it is aborted; what was not verified by then is an error. */
  controller: AbortController
  onVerified?(interaction: InteractionReport): void
}

/**
 * Replays pacts on a target. What the provider did and what could not be tried is in the report; it rejects for an error
 * of the verifier's own.
 */
export async function verifyPacts(
  target: Target,
  pacts: readonly SourcedPact[],
  parts: VerificationParts,
): Promise<Omit<ContractsReport, 'disagreements'>> {
  const began = performance.now()
  const verifiedAt = new Date().toISOString()
  const profile = await providerParts(target)
  const provider = await Provider.open({ target, profile, ...parts })
  const folder = mkdtempSync(join(tmpdir(), 'bitewing-pacts-'))
  const reports: PactReport[] = []
  try {
    for (const sourced of pacts) reports.push(await verifyPact(profile, sourced, provider, folder, parts))
  } finally {
    await provider.restore()
    rmSync(folder, { recursive: true, force: true })
  }
  return { verifiedAt, durationMs: Math.round(performance.now() - began), pacts: reports }
}

async function verifyPact(
  profile: ProfileParts,
  { source, pact }: SourcedPact,
  provider: Provider,
  folder: string,
  { verifier, controller, onVerified }: VerificationParts,
): Promise<PactReport> {
  const turns = pact.interactions.map(
    (interaction): Turn => ({
      description: interaction.description,
      requirements: touched(interaction, profile),
      exchanges: [],
      ...(problemOf(interaction) ? { problem: problemOf(interaction) } : {}),
    }),
  )
  const replayable = [...turns.keys()].filter((index) => turns[index]!.problem === undefined)
  const outcomes = new Map<number, Found>()
  let current: PactInteraction | undefined
  const server = await standIn({
    async begin(index) {
      if (controller.signal.aborted) {
        turns[index]!.problem = (controller.signal.reason as Error).message
        throw controller.signal.reason
      }
      current = pact.interactions[index]!
      return provider.begin(current, turns[index]!)
    },
    pass: (request) => provider.pass(request),
    message: () => provider.deliver(current!),
  })
  const pactFile = join(folder, 'pact.json')
  try {
    writeFileSync(pactFile, JSON.stringify(prepared(pact, replayable)))
    if (replayable.length > 0) {
      const results = await verifier.verify({ provider: pact.provider.name, pactFile, port: server.port })
      for (const [index, found] of readResults(results)) outcomes.set(index, found)
    }
  } finally {
    await server.close()
  }
  const interactions = pact.interactions.map((interaction, index) =>
    interactionReport(interaction, turns[index]!, outcomes.get(index)),
  )
  for (const interaction of interactions) onVerified?.(interaction)
  return {
    source,
    consumer: pact.consumer.name,
    provider: pact.provider.name,
    specification: pact.metadata.pactSpecification.version,
    interactions,
  }
}

/** Why an interaction cannot be replayed at all. */
function problemOf({ type, pluginConfiguration }: PactInteraction): string | undefined {
  if (pluginConfiguration !== undefined) return 'it needs a plugin of Pact, and none is loaded'
  if (type === 'Synchronous/HTTP' || type === 'Asynchronous/Messages') return undefined
  return `interactions of the type ${type} are not replayed`
}

/** The requirements that the pact's references name; where there are none, those that the document has for the answer. */
function touched(interaction: PactInteraction, { operationOf }: ProfileParts): string[] {
  const named = interaction.comments?.references?.[REFERENCE.group]?.[REFERENCE.name]
  if (typeof named === 'string') return named.split(/[\s,]+/).filter((id) => id !== '')
  const { request, response } = interaction
  if (!request) return []
  const found = operationOf(request.method, request.path, Object.keys(request.query ?? {}))
  return found?.requirementsOf(response?.status) ?? []
}

/**
 * The pact as the verifier is given it: each interaction is called by its index, by which what it finds is told apart,
 * and has one state.
 */
function prepared(pact: Pact, replayable: readonly number[]): Pact {
  return {
    ...pact,
    interactions: replayable.map((index) => {
      const { key: _, comments: __, response, ...interaction } = pact.interactions[index]!
      return {
        ...interaction,
        ...(response ? { response: disguised(response) } : {}),
        description: `#${index}`,
        providerStates: [{ name: BEGIN, params: { index } }],
      } as PactInteraction
    }),
  }
}

/** What the verifier found of one interaction. */
interface Found {
  passed: boolean
  mismatches: string[]
  /** The verifier could not compare anything. */
  error?: string
}

function readResults({ interactionResults, errors, pendingErrors }: VerifierResults): Map<number, Found> {
  const indexOf = (text: string) => Number(/#(\d+)$/.exec(text)?.[1])
  const found = new Map<number, Found>()
  for (const { description, result } of interactionResults) {
    found.set(indexOf(description), { passed: result === 'OK', mismatches: [] })
  }
  for (const { interaction, mismatch } of [...errors, ...pendingErrors]) {
    const one = found.get(indexOf(interaction))
    if (!one) continue
    one.passed = false
    if (mismatch.type === 'error') one.error = mismatch.message
    else one.mismatches.push(...mismatch.mismatches.map(inWords).sort())
  }
  return found
}

/** Longer words are cut: what came stands in the exchange. */
const LONGEST = 300

function inWords({ type, mismatch, path, key, expected, actual }: Mismatch): string {
  const where = type === 'StatusMismatch' ? 'status' : (path ?? key)
  const what = mismatch ?? `expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`
  const words = undisguised(`${where === undefined || where === '' ? '' : `${where}: `}${what}`)
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}

function interactionReport(interaction: PactInteraction, turn: Turn, found: Found | undefined): InteractionReport {
  const { description, requirements, exchanges } = turn
  if (turn.refusal !== undefined) found = { passed: false, mismatches: [turn.refusal] }
  const problem = turn.problem ?? found?.error ?? (found ? undefined : 'the verifier did not get to it')
  const outcome = problem === undefined ? (found!.passed ? 'passed' : 'failed') : 'error'
  return {
    description,
    kind: interaction.type === 'Asynchronous/Messages' ? 'message' : 'request',
    states: (interaction.providerStates ?? []).map(({ name }) => name),
    requirements,
    outcome,
    ...(interaction.pending ? { pending: true } : {}),
    mismatches:
      outcome === 'passed'
        ? []
        : problem !== undefined
          ? [problem]
          : found!.mismatches.length > 0
            ? found!.mismatches
            : ['the verifier does not say what differs'],
    exchanges: exchanges.map(({ id }) => id),
  }
}
