import type { ComponentChildren } from 'preact'
import type { RequirementReport } from '../model.ts'
import { brief, hint } from './said.ts'

interface FindingsProps {
  id: string
  title: string
  count: number
  note: string
  /** Beside the title. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A list of what is to be acted on, each rule in a line. */
export function Findings({ id, title, count, note, action, children }: FindingsProps) {
  return (
    <section class="findings" id={id} aria-labelledby={`${id}-title`}>
      <div class="findings-head">
        <h2 id={`${id}-title`}>
          {title} <span class="number">{count}</span>
        </h2>
        <p class="note">{note}</p>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  )
}

interface FindingProps {
  rule: RequirementReport
  href: string
  says: string
  /** On which targets, where there are several. */
  children?: ComponentChildren
}

/** A rule that does not hold: which, what it says, and what came instead, cut to a line. */
export function Finding({ rule, href, says, children }: FindingProps) {
  return (
    <li class="finding">
      <a class="id" href={href}>
        {rule.id}
      </a>
      <span class="title" title={rule.title}>
        {rule.question ?? rule.title}
      </span>
      <span class="says" title={hint(says)}>
        {brief(says)}
      </span>
      {children}
    </li>
  )
}
