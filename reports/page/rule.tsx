import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { plural } from '../../engine/words.ts'
import type { RequirementReport, TargetReport } from '../model.ts'
import { duration } from '../verdicts.ts'
import { Clipped } from './clipped.tsx'
import { Copy } from './copy.tsx'
import { Figures } from './figures/figures.tsx'
import { moment } from './moment.ts'
import { usePrinting } from './printing.ts'
import { RuleFoot } from './rule-foot.ts'
import { Verdict } from './verdict.tsx'
import { Voices } from './voices.tsx'

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
  const Foot = useContext(RuleFoot)
  const leaning = target.requirements.filter((one) => one.leansOn?.includes(rule.id)).map((one) => one.id)
  return (
    <div class="body">
      {(rule.expected === undefined || rule.level === 'assumed') && (
        <p class="message">
          <Clipped text={rule.message} chars={2_000} />
        </p>
      )}
      <Voices rule={rule} />
      {rule.figures && (open || printing) && <Figures figures={rule.figures} />}
      {rule.changed && (
        <p class="aside">
          So since <time dateTime={rule.changed.startedAt}>{moment(rule.changed.startedAt)}</time>; before that{' '}
          <Verdict name={rule.changed.from} />.
        </p>
      )}
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
      {rule.standsFor && (
        <p class="aside">
          Stands for {plural(rule.standsFor.length, 'rule')} that hold but for the number:{' '}
          <RuleLinks ids={rule.standsFor} link={link} />
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
      {(open || printing) && <Foot rule={rule} target={target} />}
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
