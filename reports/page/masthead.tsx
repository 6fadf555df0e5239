import type { TargetReport } from '../model.ts'
import { titleOf, verdicts } from '../verdicts.ts'
import { Mark } from './mark.tsx'
import { linkTo } from './route.ts'
import { report } from './store.ts'

/** The head of the page; with several targets, a way from one to the other. */
export function Masthead({ current }: { current: number | undefined }) {
  const several = report.targets.length > 1
  return (
    <header class="masthead">
      {current !== undefined && (
        <button type="button" class="skip" onClick={() => document.getElementById('search')?.focus()}>
          Skip to the rules
        </button>
      )}
      <div class="brand">
        <Mark />
        <span>
          <strong>Bitewing</strong> conformance report
        </span>
      </div>
      {several && (
        <nav aria-label="Targets">
          <ul class="targets">
            <li>
              <a href={linkTo(report, {})} aria-current={current === undefined ? 'page' : undefined}>
                All targets
              </a>
            </li>
            {report.targets.map((target, at) => (
              <li key={titleOf(target)}>
                <a href={linkTo(report, { target: at })} aria-current={at === current ? 'page' : undefined}>
                  <Worst target={target} /> {titleOf(target)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}

/** The count of the verdict to act on first. */
function Worst({ target }: { target: TargetReport }) {
  const worst = verdicts.find(({ count }) => target.summary[count] > 0)
  if (!worst) return null
  return (
    <span class={`verdict ${worst.name}`}>
      <span class="glyph" aria-hidden="true">
        {worst.glyph}
      </span>
      {target.summary[worst.count]} {worst.label}
    </span>
  )
}
