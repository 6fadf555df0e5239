import { listAnd, plural } from '../../engine/words.ts'
import { titleOf, verdicts } from '../verdicts.ts'
import type { Matrix, MatrixRow } from './matrix.ts'
import { linkTo } from './route.ts'
import { brief } from './said.ts'
import { report } from './store.ts'
import { Verdict } from './verdict.tsx'

/** Requirements against the targets of one profile: first those on which the targets differ, then the others, folded. */
export function MatrixTable({ matrix }: { matrix: Matrix }) {
  const { profile, role, differ } = matrix
  const alike = verdicts.flatMap(({ name }) => matrix.alike.find(({ verdict }) => verdict === name) ?? [])
  const id = `matrix-${profile}-${role}`
  return (
    <section class="drawing matrix-section" aria-labelledby={id}>
      <h2 id={id}>
        {profile}: {listAnd(matrix.targets.map((at) => titleOf(report.targets[at]!)))}
      </h2>
      <p class="note">
        {differ.length === 0 ? 'The same verdict on every rule.' : `They differ on ${plural(differ.length, 'rule')}.`}
      </p>
      {differ.length > 0 && <Rows matrix={matrix} rows={differ} label={`Where the ${profile} targets differ`} />}
      {alike.map(({ verdict, rows }) => (
        <details key={verdict} class="alike" open={verdict === 'fail'}>
          <summary>
            <Verdict name={verdict} /> on all: {plural(rows.length, 'rule')}
          </summary>
          <Rows matrix={matrix} rows={rows} label={`${verdict} on all ${profile} targets`} />
        </details>
      ))}
    </section>
  )
}

function Rows({ matrix, rows, label }: { matrix: Matrix; rows: MatrixRow[]; label: string }) {
  return (
    <table class="matrix" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          {matrix.targets.map((at) => (
            <th key={at} scope="col">
              {titleOf(report.targets[at]!)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, title, cells }) => (
          <tr key={id}>
            <th scope="row">
              <code>{id}</code> <span class="title">{title}</span>
            </th>
            {cells.map((cell, at) => (
              <td key={matrix.targets[at]} data-target={titleOf(report.targets[matrix.targets[at]!]!)}>
                {cell ? (
                  <>
                    <a href={linkTo(report, { target: matrix.targets[at]!, rule: id })}>
                      <Verdict name={cell.verdict} />
                    </a>
                    {cell.verdict !== 'pass' && <span class="says">{brief(cell.actual ?? cell.message)}</span>}
                  </>
                ) : (
                  <span class="about">not judged</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
