import type { ClientSide } from '../engine/client-side.ts'
import { type Answered, answerInWords, type Drill, type Played, type Situation } from '../engine/drill.ts'
import { broken, unobserved } from '../engine/finding.ts'
import { explained, requirementOf } from '../engine/grounds.ts'
import { loaded } from '../engine/lazy.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { Requirement } from '../engine/requirement.ts'
import type { Rule } from '../engine/rule.ts'
import { endOf, stalledMs } from '../engine/traffic.ts'
import type { Finding } from '../engine/verdict.ts'
import { findProfile } from './find.ts'
import type { FoundProfile } from './found-profile.ts'
import { observedBy } from './traffic.ts'

/** What a profile's client is drilled by. */
export interface Drilled {
  side: ClientSide
  drill: Drill
  requirements: readonly Requirement[]
  /** A rule for every requirement: its experiments are the situations, by their names. */
  rules: Readonly<Record<string, Rule>>
}

/**
 * A profile's drill, held against its register of clients.
 *
 * @throws ProfileError for a profile that has none, and where a situation shows a rule that there is not.
 */
export async function drilledBy(found: FoundProfile): Promise<Drilled> {
  const { side, requirements } = await observedBy(found)
  if (!side.drill) throw new ProfileError(found.ref, ['it has no situations for a client'])
  const drill = await loaded(side.drill)
  const ids = requirements.client.map(({ id }) => id)
  const flaws = [
    ...drill.situations.flatMap(({ name, job, judges, bringsUp = [], overtime = [] }) => [
      ...(Object.hasOwn(drill.jobs, job) ? [] : [`the situation ${name}: there is no job ${job}`]),
      ...[...Object.keys(judges), ...bringsUp, ...overtime]
        .filter((id) => !ids.includes(id))
        .map((id) => `the situation ${name}: there is no requirement ${id}`),
    ]),
    ...drill.situations
      .filter(({ name }, nth) => drill.situations.findIndex((one) => one.name === name) !== nth)
      .map(({ name }) => `there are two situations ${name}`),
  ]
  if (flaws.length > 0) throw new ProfileError(found.ref, flaws)
  const findings = inSituation({ side, drill, requirements: requirements.client })
  const rules = Object.fromEntries(
    requirements.client.map(({ id }): [string, Rule] => {
      const needs = showing(id, side, drill.situations).map(({ name }) => name)
      const leansOn = drill.comparedWith?.[id] ?? []
      const judge = (gathered: Record<string, Played>) => together(id, Object.values(gathered), findings)
      return [id, { needs, leansOn, judge }]
    }),
  )
  return { side, drill, requirements: requirements.client, rules }
}

/** As {@link drilledBy}, for a profile as a report names it. */
export const drilledNamed = async (name: string): Promise<Drilled> => drilledBy(await findProfile(name, process.cwd()))

/** The situations that show a rule: what is judged by traffic may show in every one. */
export const showing = (
  id: string,
  side: Pick<ClientSide, 'rules'>,
  situations: readonly Situation[],
): readonly Situation[] =>
  Object.hasOwn(side.rules, id)
    ? situations
    : situations.filter(({ judges, overtime = [] }) => Object.hasOwn(judges, id) || overtime.includes(id))

/** A drill's rules, each judged by those of its situations that are played. */
export const rulesShownBy = ({ rules }: Drilled, played: ReadonlySet<string>): Record<string, Rule> =>
  Object.fromEntries(
    Object.entries(rules).map(([id, rule]) => [
      id,
      { ...rule, needs: rule.needs?.filter((one) => played.has(one)) ?? [] },
    ]),
  )

type FindingsOf = (played: Played) => ReadonlyMap<string, Finding>

/** Every rule's finding in one situation, each computed once, with what explains it there. */
function inSituation({ side, drill, requirements }: Omit<Drilled, 'rules'>): FindingsOf {
  const known = new WeakMap<Played, ReadonlyMap<string, Finding>>()
  const situations = new Map(drill.situations.map((one) => [one.name, one]))
  const grounds = Object.fromEntries(
    requirements.map(({ id }) => [id, { leansOn: drill.leansOn?.[id] ?? [] } as unknown as Rule]),
  )
  return (played) => {
    const before = known.get(played)
    if (before) return before
    const situation = situations.get(played.situation)
    const own = new Map<string, Finding>()
    for (const { id } of requirements) {
      const finding = side.rules[id]?.(played.traffic) ?? (situation && drillFinding(id, situation, played))
      if (finding) own.set(id, finding)
    }
    const findings = new Map(
      [...own].map(([id, finding]) => [
        id,
        told(
          explained(grounds, id, finding, (one) => own.get(requirementOf(one))),
          played,
        ),
      ]),
    )
    known.set(played, findings)
    return findings
  }
}

/** What would show a rule that a driver gave no answer for. */
const ANSWERING = 'a driver that answers as the protocol says'

function drillFinding(id: string, { judges, overtime = [] }: Situation, played: Played): Finding | undefined {
  const { answer, reached } = played
  const judge = judges[id]
  if (answer.status !== 'none') return judge && ofTheClient(judge(played as Answered), played)
  if (answer.timedOut && overtime.includes(id) && reached.length > 0) {
    return broken("an answer within the job's time limit", answer.fault)
  }
  return judge && unobserved(answer.fault, ANSWERING)
}

/** A machine that holds all up for so long, and such a part of the time, has a client give up that would not. */
const HELD_UP_MS = 1000
const HELD_UP_PART = 0.1
/** No client gives up sooner, but where it breaks a request off. */
const PATIENCE_MS = 10_000

/** Where a client says that it had no answer, it may have been the machine that had it wait. */
function ofTheClient(finding: Finding, { answer, traffic }: Played): Finding {
  const { exchanges } = traffic
  const [first, last] = [exchanges[0], exchanges.at(-1)]
  if (finding.outcome !== 'broken' || !first || !last) return finding
  if (answer.status === 'done' || answer.status === 'refused') return finding
  const tookMs = endOf(last) - first.at
  if (tookMs < PATIENCE_MS && !exchanges.some(({ error }) => error?.kind === 'interrupted')) return finding
  const heldUp = stalledMs(traffic, first.at, endOf(last))
  if (heldUp < Math.max(HELD_UP_MS, HELD_UP_PART * tookMs)) return finding
  return unobserved(
    `${finding.actual}, but this machine held everything up for ${(heldUp / 1000).toFixed(1)} s of the time`,
    'a machine that has less to do',
  )
}

/** A finding with the situation that it comes from, what happened in it, and its exchanges. */
function told(finding: Finding, { situation, job, input, expected, answer, log, timeZone, traffic }: Played): Finding {
  const here = `${situation}: `
  const said =
    answer.status === 'none' || answer.status === 'done' ? '' : `; the client answered ${answerInWords(answer)}`
  const exchanges =
    'exchanges' in finding && finding.exchanges.length > 0 ? finding.exchanges : traffic.exchanges.map(({ id }) => id)
  switch (finding.outcome) {
    case 'broken': {
      const steps = [
        `job ${job} with ${JSON.stringify(input)}, its TZ ${timeZone}`,
        ...traffic.exchanges.map(
          ({ id, request, response, error }) =>
            `${id}: ${request.method} ${new URL(request.url).pathname}, ${response ? `answered ${response.status}` : (error?.message ?? 'no answer')}`,
        ),
        `the driver: ${answer.status === 'done' ? `done, ${JSON.stringify(answer.result)}` : answerInWords(answer)}`,
        ...(expected === undefined ? [] : [`what should have come: ${JSON.stringify(expected)}`]),
        ...(log === '' ? [] : [`its log: ${log}`]),
      ]
      const figures = [
        ...(finding.figures ?? []),
        { kind: 'steps' as const, title: `In the situation ${situation}`, steps },
      ]
      return { ...finding, actual: here + finding.actual, exchanges, figures }
    }
    case 'unobserved':
      // What no situation brings up is the same in all of them.
      if (finding.leansOn.length > 0) return { ...finding, reason: here + finding.reason + said, exchanges }
      return answer.status === 'none' ? unobserved(here + answer.fault, ANSWERING, [], exchanges) : finding
    default:
      return finding
  }
}

const SHOWN = 3

/** One rule over all its situations: broken where it is in any of them; unobserved only where none of them shows it. */
function together(id: string, played: readonly Played[], findingsOf: FindingsOf): Finding {
  const findings = played.flatMap((one) => findingsOf(one).get(id) ?? [])
  const of = <Outcome extends Finding['outcome']>(outcome: Outcome) =>
    findings.filter((one): one is Extract<Finding, { outcome: Outcome }> => one.outcome === outcome)
  const some = (texts: readonly string[]) => {
    const distinct = [...new Set(texts)]
    const more = distinct.length > SHOWN ? `; and ${distinct.length - SHOWN} more` : ''
    return distinct.slice(0, SHOWN).join('; ') + more
  }
  const [faulty, unseen, kept] = [of('broken'), of('unobserved'), of('holds')]
  const [first] = faulty
  if (first) {
    return {
      ...first,
      expected: some(faulty.map(({ expected }) => expected)),
      actual: some(faulty.map(({ actual }) => actual)),
      exchanges: faulty.flatMap(({ exchanges }) => exchanges),
      figures: faulty.flatMap(({ figures = [] }) => figures).slice(0, SHOWN),
    }
  }
  // What another rule explains is not shown, though it holds elsewhere.
  const explainedBy = [...new Set(unseen.flatMap(({ leansOn }) => leansOn))]
  const [held] = kept
  if (held && explainedBy.length === 0) return { ...held, message: some(kept.map(({ message }) => message)) }
  if (unseen.length > 0) {
    const because = explainedBy.length > 0 ? unseen.filter(({ leansOn }) => leansOn.length > 0) : unseen
    return unobserved(
      some(because.map(({ reason }) => reason)),
      some(because.map(({ remedy }) => remedy)),
      explainedBy,
      because.flatMap(({ exchanges }) => exchanges),
    )
  }
  return held ?? unobserved('no situation shows it', 'a drill that has one')
}
