import type { ComponentChildren } from 'preact'
import type { Level } from '../../engine/requirement.ts'
import type { VerdictName } from '../../engine/verdict.ts'
import type { RequirementReport, TargetReport } from '../model.ts'
import {
  byVerdict,
  duration,
  levels,
  plural,
  question,
  questions,
  untried,
  verdictInWords,
  verdicts,
} from '../verdicts.ts'
import { Clipped } from './clipped.tsx'
import type { Filter } from './filter.ts'
import { LEFT_BEHIND, LeftBehind } from './left-behind.tsx'
import { report } from './store.ts'
import { Strip } from './strip.tsx'

interface OverviewProps {
  target: TargetReport
  link: (rule: string) => string
  narrow: (to: Partial<Filter>) => void
}

/** The first screen: what was judged, the verdict, the counts, and what is to be acted on. */
export function Overview({ target, link, narrow }: OverviewProps) {
  const { headline, detail } = verdictInWords(target, report.complete)
  const fails = byVerdict(target, 'fail')
  const asked = questions(target)
  const warned = byVerdict(target, 'warn').filter((rule) => !asked.includes(rule))
  const missing = untried(target)
  return (
    <>
      {!report.complete && <Incomplete target={target} />}
      <section class="verdict-section" aria-labelledby="headline">
        <div class="lead">
          <p class="eyebrow">
            {target.profile} profile <span aria-hidden="true">·</span> {target.kind} target
          </p>
          <h1 id="headline">{headline}</h1>
          <p class="detail">{detail}</p>
          <Facts target={target} />
          {target.discovered && target.discovered.length > 0 && <Discovered lines={target.discovered} />}
        </div>
        <Counts target={target} narrow={narrow} />
        <Strip target={target} link={link} />
      </section>
      {fails.length > 0 && (
        <Findings title="Fails" count={fails.length} note="The document states these, and the target does otherwise.">
          {fails.map((rule) => (
            <Finding key={rule.id} rule={rule} href={link(rule.id)} says={rule.actual} />
          ))}
        </Findings>
      )}
      {asked.length > 0 && (
        <Findings
          title="Questions for the vendor"
          count={asked.length}
          note="The document is silent here or contradicts itself; the target does not share our reading."
        >
          {asked.map((rule) => (
            <Finding key={rule.id} rule={rule} href={link(rule.id)} says={question(rule)} />
          ))}
        </Findings>
      )}
      {warned.length > 0 && (
        <Findings
          title="Other warnings"
          count={warned.length}
          note="Recommended or implied by the document; none of them fails a run."
        >
          {warned.map((rule) => (
            <Finding key={rule.id} rule={rule} href={link(rule.id)} says={rule.actual} />
          ))}
        </Findings>
      )}
      {missing.length > 0 && (
        <Findings title="Could not be tried" count={target.summary.inconclusive} note="No evidence, so no verdict.">
          {missing.map(({ message, ids }) => (
            <li key={message} class="finding untried">
              <span class="says">{message}</span>
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
      {target.leftBehind && target.leftBehind.length > 0 && <LeftBehind lines={target.leftBehind} kind={target.kind} />}
    </>
  )
}

/** Half a run must not be taken for a whole one: it says so before anything else. */
function Incomplete({ target }: { target: TargetReport }) {
  const total = target.requirements.length
  const judged = total - target.summary.inconclusive
  return (
    <section class="incomplete" aria-labelledby="incomplete-title">
      <h2 id="incomplete-title">
        <span class="alarm" aria-hidden="true">
          !
        </span>
        The run was not completed
      </h2>
      <p class="reason">{report.incompleteReason ?? 'It broke off.'}</p>
      <p>
        {judged === total
          ? `All rules of ${target.name} were judged.`
          : `${judged === 0 ? 'None' : judged} of ${plural(total, 'rule')} of ${target.name} could be judged; a fail may be among the rest.`}
      </p>
    </section>
  )
}

/** What the suite found out by itself: a short name before the first colon, then what it is. */
function Discovered({ lines }: { lines: string[] }) {
  return (
    <div class="discovered">
      <h2 id="discovered-title">Discovered</h2>
      <ul aria-labelledby="discovered-title">
        {lines.map((line, at) => {
          const cut = line.indexOf(': ')
          return (
            <li key={at}>
              {cut > 0 && <strong>{line.slice(0, cut)}</strong>}{' '}
              <span>
                <Clipped text={cut > 0 ? line.slice(cut + 2) : line} />
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Facts({ target }: { target: TargetReport }) {
  const { usage, rateLimit } = target
  return (
    <dl class="facts">
      <Fact name="Target">{target.name}</Fact>
      <Fact name="Base URL" wide>
        <code>{target.baseUrl}</code>
      </Fact>
      <Fact name="Run">
        <time dateTime={report.startedAt}>{moment(report.startedAt)}</time>
      </Fact>
      <Fact name="Took">{duration(report.durationMs)}</Fact>
      <Fact name="Tool">
        {report.tool.name} {report.tool.version}
      </Fact>
      <Fact name="Seed">{report.seed}</Fact>
      <Fact name="Sent">{plural(usage.requests, 'request')}</Fact>
      {rateLimit && (
        <Fact name="Cases">
          {usage.cases}, {plural(usage.refusals, 'refusal')}
        </Fact>
      )}
      {usage.rateLimitWaitMs > 0 && <Fact name="Waited">{duration(usage.rateLimitWaitMs)}</Fact>}
      {target.leftBehind && target.leftBehind.length > 0 && (
        <Fact name="Left behind">
          <button
            type="button"
            class="plain"
            onClick={() => document.getElementById(LEFT_BEHIND)?.scrollIntoView({ block: 'start' })}
          >
            {plural(target.leftBehind.length, 'write')}
          </button>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <div class={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** In UTC, so that two readers see the same. */
function moment(rfc3339: string): string {
  const date = new Date(rfc3339)
  if (Number.isNaN(date.getTime())) return rfc3339
  return `${date.toLocaleString('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' })} UTC`
}

function Counts({ target, narrow }: { target: TargetReport; narrow: OverviewProps['narrow'] }) {
  const count = (verdict: VerdictName, level?: Level) =>
    byVerdict(target, verdict).filter((rule) => !level || rule.level === level).length
  return (
    <table class="counts">
      <caption>Rules by verdict and level</caption>
      <thead>
        <tr>
          <td />
          {levels.map(({ name, meaning }) => (
            <th key={name} scope="col" title={meaning}>
              {name}
            </th>
          ))}
          <th scope="col">all</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ name, glyph, label }) => (
          <tr key={name} class={name}>
            <th scope="row">
              <span class={`verdict ${name}`}>
                <span class="glyph" aria-hidden="true">
                  {glyph}
                </span>
                {label}
              </span>
            </th>
            {levels.map((level) => (
              <td key={level.name}>
                <Count
                  count={count(name, level.name)}
                  label={`${label}, ${level.name}`}
                  show={() => narrow({ verdicts: [name], levels: [level.name] })}
                />
              </td>
            ))}
            <td class="all">
              <Count count={count(name)} label={`${label}, all levels`} show={() => narrow({ verdicts: [name] })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Count({ count, label, show }: { count: number; label: string; show: () => void }) {
  if (count === 0) return <span class="none">0</span>
  return (
    <button type="button" onClick={show} aria-label={`${label}: show ${plural(count, 'rule')}`}>
      {count}
    </button>
  )
}

function Findings(props: { title: string; count: number; note: string; children: ComponentChildren }) {
  const id = `findings-${props.title.toLowerCase().replaceAll(' ', '-')}`
  return (
    <section class="findings" aria-labelledby={id}>
      <h2 id={id}>
        {props.title} <span class="number">{props.count}</span>
      </h2>
      <p class="note">{props.note}</p>
      <ul>{props.children}</ul>
    </section>
  )
}

function Finding({ rule, href, says }: { rule: RequirementReport; href: string; says: string | undefined }) {
  return (
    <li class="finding">
      <a class="id" href={href}>
        {rule.id}
      </a>
      <span class="title">{rule.title}</span>
      <span class="says">{says}</span>
    </li>
  )
}
