import { plural } from '../../engine/words.ts'
import type { RequirementReport } from '../model.ts'
import { byVerdict, questions, titleOf } from '../verdicts.ts'
import { RunFacts } from './facts.tsx'
import { Finding, Findings } from './findings.tsx'
import { Incomplete } from './incomplete.tsx'
import { matricesOf } from './matrix.ts'
import { MatrixTable } from './matrix.tsx'
import { linkTo } from './route.ts'
import { report } from './store.ts'
import { TargetsTable } from './targets-table.tsx'

/** What is found of a rule, and the targets that it is found on, by their index. */
interface Shared {
  rule: RequirementReport
  on: number[]
}

/** The first screen of a run on several targets: how each went, what fails where, and in what they differ. */
export function AllTargets() {
  const { targets } = report
  const failing = targets.filter(({ summary }) => summary.fail > 0)
  const fails = gathered((at) => byVerdict(targets[at]!, 'fail'))
  const asked = gathered((at) => questions(targets[at]!))
  return (
    <>
      {!report.complete && (
        <Incomplete
          targets={targets.map((target) => ({
            name: titleOf(target),
            total: target.requirements.length,
            judged: target.requirements.length - target.summary.inconclusive,
          }))}
        />
      )}
      <section class="verdict-section all" aria-labelledby="headline">
        <div class="lead">
          <p class="eyebrow">{plural(targets.length, 'target')}</p>
          <h1 id="headline">{headline(failing.length, targets.length)}</h1>
          <dl class="facts">
            <RunFacts />
          </dl>
        </div>
        <TargetsTable />
      </section>
      {fails.length > 0 && (
        <Findings
          id="fails"
          title="Fails"
          count={fails.length}
          note="The document states these, and a target does otherwise."
        >
          {fails.map(shared)}
        </Findings>
      )}
      {asked.length > 0 && (
        <Findings
          id="questions"
          title="Questions for the vendors"
          count={asked.length}
          note="The documents are silent here or contradict themselves; a target does not share our reading."
        >
          {asked.map(shared)}
        </Findings>
      )}
      {matricesOf(targets).map((matrix) => (
        <MatrixTable key={matrix.profile} matrix={matrix} />
      ))}
    </>
  )
}

function headline(failing: number, all: number): string {
  if (failing === 0) return all === 2 ? 'Nothing fails on either target' : `Nothing fails on any of ${all} targets`
  if (failing === all) return `${all === 2 ? 'Both' : `All ${all}`} targets break documented rules`
  return `${failing} of ${all} targets ${failing === 1 ? 'breaks' : 'break'} documented rules`
}

/** A rule in one line, with the targets on which it is so. */
const shared = ({ rule, on }: Shared) => (
  <Finding
    key={`${on[0]} ${rule.id}`}
    rule={rule}
    href={linkTo(report, { target: on[0]!, rule: rule.id })}
    says={rule.actual ?? rule.message}
  >
    <On targets={on} rule={rule.id} />
  </Finding>
)

function On({ targets, rule }: { targets: number[]; rule: string }) {
  return (
    <span class="on">
      {targets.map((at) => (
        <a
          key={at}
          href={linkTo(report, { target: at, rule })}
          aria-label={`${rule} on ${titleOf(report.targets[at]!)}`}
        >
          {titleOf(report.targets[at]!)}
        </a>
      ))}
    </span>
  )
}

/** The rules that `of` finds on each target, those of one profile together with the targets that they are found on. */
function gathered(of: (target: number) => RequirementReport[]): Shared[] {
  const found = new Map<string, Shared>()
  for (const [at, { profile }] of report.targets.entries()) {
    for (const rule of of(at)) {
      const known = found.get(`${profile} ${rule.id}`)
      if (known) known.on.push(at)
      else found.set(`${profile} ${rule.id}`, { rule, on: [at] })
    }
  }
  return [...found.values()]
}
