import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { plural } from '../../engine/words.ts'
import type { RequirementReport, TargetReport } from '../model.ts'
import { verdicts } from '../verdicts.ts'
import { CoverageCell } from './coverage-cell.tsx'
import type { Filter } from './filter.ts'
import { moveInGrid } from './grid-keys.ts'
import { Scroll } from './scroll.tsx'
import { Verdict } from './verdict.tsx'

interface CoverageProps {
  target: TargetReport
  link: (rule: string) => string
  narrow: (to: Partial<Filter>) => void
}

/** Operations against rules: each rule is a square in the row of every operation that it speaks of, by area. */
export function Coverage({ target, link, narrow }: CoverageProps) {
  const [pointed, setPointed] = useState<RequirementReport>()
  const table = useRef<HTMLTableElement>(null)
  const areas = [...new Set(target.requirements.map((rule) => rule.area))]
  const operations = [...new Set(target.requirements.flatMap((rule) => rule.operations))]
  const rulesOf = (area: string, operation: string) =>
    target.requirements.filter((rule) => rule.area === area && rule.operations.includes(operation))
  const present = verdicts.filter(({ count }) => target.summary[count] > 0)
  const first = target.requirements.find(({ operations: [operation] }) => operation === operations[0])
  return (
    <section class="drawing coverage" id="coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Coverage</h2>
      <p class="note">
        {plural(target.requirements.length, 'rule')} on {plural(operations.length, 'operation')}. A rule that speaks of
        several operations stands in the row of each; its verdict is on all of them together.
      </p>
      <ul class="signs" aria-label="Signs">
        {present.map(({ name, glyph }) => (
          <li key={name}>
            <span class={`square ${name}`} aria-hidden="true">
              {name === 'pass' ? '' : glyph}
            </span>
            <Verdict name={name} />
          </li>
        ))}
      </ul>
      <Scroll label="Coverage grid" class="scroll-wide">
        <table
          ref={table}
          class="grid"
          onKeyDown={(event) => moveInGrid(event, table.current!)}
          onMouseLeave={() => setPointed(undefined)}
        >
          <thead>
            <tr>
              <td />
              {areas.map((area) => (
                <th key={area} scope="col">
                  <button type="button" class="plain" onClick={() => narrow({ requirement: area })}>
                    {humps(area)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {operations.map((operation) => (
              <tr key={operation}>
                <th scope="row">
                  <button type="button" class="plain" onClick={() => narrow({ operation })}>
                    {operation}
                  </button>
                </th>
                {areas.map((area) => (
                  <CoverageCell
                    key={area}
                    area={area}
                    rules={rulesOf(area, operation)}
                    entry={operation === operations[0] ? first?.id : undefined}
                    link={link}
                    point={setPointed}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="pointed" aria-hidden="true">
        {pointed ? (
          <>
            <Verdict name={pointed.verdict} /> <code>{pointed.id}</code> {pointed.title}
          </>
        ) : (
          'Point at a square, or move among them by the arrow keys, to read its rule.'
        )}
      </p>
    </section>
  )
}

/** A name that may be broken before each capital letter in it. */
function humps(name: string): ComponentChildren[] {
  return name.split(/(?<=[a-z])(?=[A-Z])/).flatMap((part, at) => (at > 0 ? [<wbr key={at} />, part] : [part]))
}
