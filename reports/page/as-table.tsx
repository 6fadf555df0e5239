import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { plural } from '../../engine/words.ts'

interface AsTableProps {
  columns: string[]
  rows: ComponentChildren[][]
  /** What a row is, and the file that has the rows beyond the first ones. */
  noun: string
  file: string
}

const ROWS = 500

/** What a drawing shows, as a table; made when it is asked for. */
export function AsTable({ columns, rows, noun, file }: AsTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <details class="as-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {open && (
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS).map((cells, at) => (
              <tr key={at}>
                {cells.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {open && rows.length > ROWS && (
        <p>
          {plural(rows.length - ROWS, `further ${noun}`)} in {file}.
        </p>
      )}
    </details>
  )
}
