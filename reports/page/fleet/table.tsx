import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'

interface TableProps<Item> {
  id: string
  title: string
  note?: string
  columns: string[]
  items: readonly Item[]
  /** What an item is. */
  noun: string
  /** A row, with its cells; the first one names it. */
  cells: (item: Item) => ComponentChildren[]
  keyOf: (item: Item) => string
  /** What stands between the title and the table. */
  children?: ComponentChildren
}

/** Rows that are shown at first, and that each click adds: a fleet has more than a browser draws without a pause. */
const ROWS = 100

/** A section with a table that shows its first rows, and more on demand. */
export function Table<Item>({ id, title, note, columns, items, noun, cells, keyOf, children }: TableProps<Item>) {
  const [shown, setShown] = useState(ROWS)
  return (
    <section class="fleet-section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {note && <p class="note">{note}</p>}
      {children}
      {items.length > 0 && (
        <table class="targets-table">
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
            {items.slice(0, shown).map((item) => {
              const [head, ...rest] = cells(item)
              return (
                <tr key={keyOf(item)}>
                  <th scope="row">{head}</th>
                  {rest.map((cell, at) => (
                    <td key={columns[at + 1]}>{cell}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {items.length > shown && (
        <p>
          <button type="button" class="plain" onClick={() => setShown(shown + ROWS)}>
            Show {Math.min(ROWS, items.length - shown)} more
          </button>{' '}
          of {plural(items.length - shown, `further ${noun}`)}
        </p>
      )}
    </section>
  )
}
