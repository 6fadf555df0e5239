import { useState } from 'preact/hooks'
import type { SetsFigure } from '../../../engine/figure.ts'
import { plural } from '../../../engine/words.ts'
import { usePrinting } from '../printing.ts'
import { columnsOf } from './columns.ts'
import { Odd } from './odd.tsx'

type Row = SetsFigure['rows'][number]
type Member = Row['members'][number]

/** Sets under each other, their elements in line where that can be done. */
export function Sets({ figure: { rows } }: { figure: SetsFigure }) {
  const columns = columnsOf(rows)
  return (
    <table class="drawn sets">
      <thead>
        <tr>
          <th scope="col">Set</th>
          <th scope="col" class="size">
            Size
          </th>
          <th scope="col">Elements</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <th scope="row">{row.label}</th>
            <td class="size">{row.members.filter(({ odd }) => odd !== 'missing').length}</td>
            <td>{columns ? <InColumns row={row} columns={columns} /> : <InLine members={row.members} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each element takes the width that the column needs in any of the sets, so that they stand under each other. */
function InColumns({ row, columns }: { row: Row; columns: Member[] }) {
  const members = new Map(row.members.map((member) => [member.name, member]))
  return (
    <ul class="members">
      {columns.map(({ name, odd }) => {
        const member = members.get(name)
        return (
          <li key={name} class={member ? undefined : 'absent'} aria-hidden={member ? undefined : true}>
            <Element member={member ?? { name }} />
            {odd && !member?.odd && (
              <span class="absent" aria-hidden="true">
                <Odd kind={odd} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Elements without anything odd that are shown at first. */
const FEW = 40

function InLine({ members }: { members: Member[] }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  let room = all || printing ? Number.POSITIVE_INFINITY : FEW
  const shown = members.filter(({ odd }) => odd !== undefined || room-- > 0)
  return (
    <>
      <ul class="members">
        {shown.map((member, at) => (
          <li key={at}>
            <Element member={member} />
          </li>
        ))}
        {members.length === 0 && <li class="nothing">nothing</li>}
      </ul>
      {shown.length < members.length && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show {plural(members.length - shown.length, 'more element')}
        </button>
      )}
    </>
  )
}

function Element({ member: { name, odd } }: { member: Member }) {
  return (
    <span class={`member ${odd ?? ''}`}>
      {name}
      {odd && <Odd kind={odd} />}
    </span>
  )
}
