import { listAnd } from '../../engine/words.ts'
import type { RequirementReport } from '../model.ts'
import { Clipped } from './clipped.tsx'
import { statements } from './said.ts'

/** Characters of one thing said that are shown at first. */
const CHARS = 1_000

/** The document's words beside what was expected and what came. */
export function Voices({ rule }: { rule: RequirementReport }) {
  const { clause, sameClause = [], expected, actual = '', verdict } = rule
  return (
    <div class="voices">
      <figure class="clause">
        <figcaption>
          {clause.document}, {clause.section}
        </figcaption>
        <blockquote>{clause.quote}</blockquote>
        {clause.silent && <p class="silent">{clause.silent}</p>}
        {sameClause.length > 0 && (
          <p class="same">
            By the same words <code>bitewing contracts check</code> judges pacts, as {listAnd(sameClause)}.
          </p>
        )}
      </figure>
      {expected !== undefined && (
        <dl class="difference">
          <div class="expected">
            <dt>Expected</dt>
            <Said text={expected} />
          </div>
          <div class={`actual ${verdict}`}>
            <dt>Actual</dt>
            <Said text={actual} />
          </div>
        </dl>
      )}
    </div>
  )
}

function Said({ text }: { text: string }) {
  return (
    <>
      {statements(text).map((one, at) => (
        <dd key={at}>
          <Clipped text={one} chars={CHARS} />
        </dd>
      ))}
    </>
  )
}
