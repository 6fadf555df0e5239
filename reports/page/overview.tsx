import type { ComponentChildren } from 'preact'
import type { TargetReport } from '../model.ts'
import { byVerdict, partyOf, question, questions, titleOf, untried, verdictInWords, warnings } from '../verdicts.ts'
import { Clipped } from './clipped.tsx'
import { Copy } from './copy.tsx'
import { Counts } from './counts.tsx'
import { TargetFacts } from './facts.tsx'
import type { Filter } from './filter.ts'
import { Finding, Findings } from './findings.tsx'
import { Incomplete } from './incomplete.tsx'
import { questionsAsText } from './questions.ts'
import { hint, questionInBrief } from './said.ts'
import { report } from './store.ts'
import { Strip } from './strip.tsx'
import { WaiverNotes } from './waiver-notes.tsx'

interface OverviewProps {
  target: TargetReport
  link: (rule: string) => string
  narrow: (to: Partial<Filter>) => void
  /** Links to the parts of the page. */
  sections: ComponentChildren
}

const WARNINGS = [
  {
    level: 'must',
    id: 'near-misses',
    title: 'Nearly as stated',
    note: 'The document states these, and what came is too near to it to fail a run.',
  },
  {
    level: 'should',
    id: 'warnings',
    title: 'Other warnings',
    note: 'Recommended or implied by the document; none of them fails a run.',
  },
] as const

function kindInWords({ kind, role }: TargetReport): string {
  if (kind === 'driver') return 'client in drills'
  if (role === 'client') return 'client, by its traffic'
  return kind === 'mock' ? 'embedded mock' : 'live target'
}

/** The first screen: what was judged, the verdict, the counts, and what is to be acted on. */
export function Overview({ target, link, narrow, sections }: OverviewProps) {
  const { headline, detail } = verdictInWords(target, report.complete)
  const fails = byVerdict(target, 'fail')
  const asked = questions(target)
  const missing = untried(target)
  const total = target.requirements.length
  return (
    <>
      {!report.complete && (
        <Incomplete targets={[{ name: titleOf(target), total, judged: total - target.summary.inconclusive }]} />
      )}
      <section class="verdict-section" aria-labelledby="headline">
        <div class="lead">
          <p class="eyebrow">
            {target.profile} profile <span aria-hidden="true">·</span> {kindInWords(target)}
          </p>
          <h1 id="headline">{headline}</h1>
          <p class="detail">{detail}</p>
          <TargetFacts target={target} />
        </div>
        <Counts target={target} narrow={narrow} />
        <Strip target={target} link={link} />
      </section>
      {sections}
      {fails.length > 0 && (
        <Findings
          id="fails"
          title="Fails"
          count={fails.length}
          note={`The document states these, and the ${partyOf(target)} does otherwise.`}
        >
          {fails.map((rule) => (
            <Finding key={rule.id} rule={rule} href={link(rule.id)} says={rule.actual ?? rule.message} />
          ))}
        </Findings>
      )}
      {asked.length > 0 && (
        <Findings
          id="questions"
          title="Questions for the vendor"
          count={asked.length}
          note={`The document is silent here or contradicts itself; the ${partyOf(target)} does not share our reading.`}
          action={<Copy text={questionsAsText(asked, target)}>Copy as text</Copy>}
        >
          {asked.map((rule) => (
            <li key={rule.id} class="finding question">
              <a class="id" href={link(rule.id)}>
                {rule.id}
              </a>
              <span class="says" title={hint(question(rule))}>
                {questionInBrief(rule)}
              </span>
            </li>
          ))}
        </Findings>
      )}
      {WARNINGS.map(({ level, id, title, note }) => {
        const warned = warnings(target, level)
        return (
          warned.length > 0 && (
            <Findings key={id} id={id} title={title} count={warned.length} note={note}>
              {warned.map((rule) => (
                <Finding key={rule.id} rule={rule} href={link(rule.id)} says={rule.actual ?? rule.message} />
              ))}
            </Findings>
          )
        )
      })}
      {target.waivers && target.waivers.length > 0 && <WaiverNotes notes={target.waivers} link={link} />}
      {missing.length > 0 && (
        <Findings
          id="untried"
          title="Could not be tried"
          count={target.summary.inconclusive}
          note="No evidence, so no verdict."
        >
          {missing.map(({ message, ids }) => (
            <li key={message} class="finding untried">
              <span class="says">
                <Clipped text={message} chars={400} />
              </span>
              <span class="ids">
                {ids.map((id) => (
                  <a key={id} href={link(id)}>
                    {id}
                  </a>
                ))}
              </span>
            </li>
          ))}
        </Findings>
      )}
    </>
  )
}
