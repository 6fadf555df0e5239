import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { RequirementReport, TargetReport } from '../model.ts'
import { duration } from '../verdicts.ts'
import { Copy } from './copy.tsx'
import { Experiment } from './experiment.tsx'
import { Figures } from './figures/figures.tsx'
import { usePrinting } from './printing.ts'
import { useExchanges } from './store.ts'

interface RuleBodyProps {
  rule: RequirementReport
  target: TargetReport
  /** Exchanges are only unpacked, and figures only drawn, for a rule that is open. */
  open: boolean
  link: (rule: string) => string
}

/** What a rule opens to: the document's words beside what was expected and what came, and the evidence. */
export function RuleBody({ rule, target, open, link }: RuleBodyProps) {
  const printing = usePrinting()
  const leaning = target.requirements.filter((one) => one.leansOn?.includes(rule.id)).map((one) => one.id)
  return (
    <div class="body">
      {(rule.expected === undefined || rule.level === 'assumed') && <p class="message">{rule.message}</p>}
      <div class="voices">
        <figure class="clause">
          <figcaption>
            {rule.clause.document}, {rule.clause.section}
          </figcaption>
          <blockquote>{rule.clause.quote}</blockquote>
          {rule.clause.silent && <p class="silent">{rule.clause.silent}</p>}
        </figure>
        {rule.expected !== undefined && (
          <dl class="difference">
            <div class="expected">
              <dt>Expected</dt>
              <dd>{rule.expected}</dd>
            </div>
            <div class={`actual ${rule.verdict}`}>
              <dt>Actual</dt>
              <dd>{rule.actual}</dd>
            </div>
          </dl>
        )}
      </div>
      {rule.figures && (open || printing) && <Figures figures={rule.figures} />}
      {rule.waiver && (
        <p class="aside">
          <strong>Waived until {rule.waiver.expires}.</strong> {rule.waiver.reason}
        </p>
      )}
      {rule.leansOn && rule.leansOn.length > 0 && (
        <p class="aside">
          Has to hold first: <RuleLinks ids={rule.leansOn} link={link} />
        </p>
      )}
      {leaning.length > 0 && (
        <p class="aside">
          Could not be tried because of this rule: <RuleLinks ids={leaning} link={link} />
        </p>
      )}
      <p class="meta">
        <span>{rule.operations.join(', ')}</span>
        <span>judged in {duration(rule.durationMs)}</span>
        <a href={link(rule.id)}>Link to this rule</a>
        <Copy text={rule.id}>Copy ID</Copy>
      </p>
      {open && <Evidence ids={rule.exchanges} />}
    </div>
  )
}

function RuleLinks({ ids, link }: { ids: string[]; link: (rule: string) => string }) {
  return (
    <>
      {ids.flatMap((id, at): ComponentChildren[] => [
        at > 0 && ', ',
        <a key={id} href={link(id)}>
          {id}
        </a>,
      ])}
    </>
  )
}

/** Exchanges that are listed at first, and that each press of the button adds. */
const PAGE = 20

function Evidence({ ids }: { ids: string[] }) {
  const [length, setLength] = useState(PAGE)
  const exchanges = useExchanges(ids.slice(0, length))
  if (ids.length === 0) return <p class="aside">No exchange was needed for this verdict.</p>
  if (!exchanges) return <p class="aside">Unpacking the exchanges…</p>
  const listed = ids.slice(0, length).flatMap((id) => exchanges.get(id) ?? [])
  // A control is shown beside its variations, not again on its own.
  const controls = new Set(listed.map((one) => one.controlId))
  const cards = listed.filter((one) => !controls.has(one.id))
  return (
    <div class="evidence">
      <h4>
        Evidence <span class="number">{ids.length}</span>
      </h4>
      {cards.map((exchange, at) => (
        <Experiment key={exchange.id} exchange={exchange} open={at === 0} />
      ))}
      {ids.length > length && (
        <button type="button" class="plain" onClick={() => setLength(length + PAGE)}>
          Show {Math.min(PAGE, ids.length - length)} more of {ids.length - length}
        </button>
      )}
    </div>
  )
}
