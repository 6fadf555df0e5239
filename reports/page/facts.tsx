import type { ComponentChildren } from 'preact'
import { plural } from '../../engine/words.ts'
import type { TargetReport } from '../model.ts'
import { addressOf, duration, titleOf } from '../verdicts.ts'
import { moment } from './moment.ts'
import { report } from './store.ts'

/** What was judged, when, with what, and what it took. */
export function TargetFacts({ target }: { target: TargetReport }) {
  const { usage, rateLimit } = target
  const address = addressOf(target)
  return (
    <dl class="facts">
      <Fact name={target.role === 'client' ? 'Client' : 'Target'}>{titleOf(target)}</Fact>
      <Fact name="Profile">{target.profile}</Fact>
      {address && (
        <Fact name="Base URL" wide>
          <code>{address}</code>
        </Fact>
      )}
      <RunFacts />
      <Fact name="Sent">{plural(usage.requests, 'request')}</Fact>
      {rateLimit && (
        <Fact name="Cases">
          {usage.cases}, {plural(usage.refusals, 'refusal')}
        </Fact>
      )}
      {usage.rateLimitWaitMs > 0 && (
        <Fact name={usage.rateLimitWaitMs > report.durationMs ? 'Time moved' : 'Waited'}>
          {duration(usage.rateLimitWaitMs)}
        </Fact>
      )}
    </dl>
  )
}

/** What is the same for all targets of a run. */
export function RunFacts() {
  return (
    <>
      <Fact name="Run">
        <time dateTime={report.startedAt}>{moment(report.startedAt)}</time>
      </Fact>
      <Fact name="Took">{duration(report.durationMs)}</Fact>
      <Fact name="Tool">
        {report.tool.name} {report.tool.version}
      </Fact>
      <Fact name="Seed">{report.seed}</Fact>
    </>
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
