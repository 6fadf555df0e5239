import { useState } from 'preact/hooks'
import { usePrinting } from '../printing.ts'
import { clock, type PlacedSlot } from './days.ts'
import { Odd } from './odd.tsx'

/** Odd slots of a day that are named at first. */
const FEW = 6

/** The odd slots of a day in words. */
export function OddSlots({ slots }: { slots: PlacedSlot[] }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const shown = slots.slice(0, all || printing ? undefined : FEW)
  if (slots.length === 0) return null
  return (
    <ul>
      {shown.map((slot, at) => (
        <li key={at}>
          {slot.odd && <Odd kind={slot.odd} />}{' '}
          <span class="time">
            {clock(slot.from)}–{clock(slot.to)}
          </span>{' '}
          {slot.label}
        </li>
      ))}
      {shown.length < slots.length && (
        <li>
          <button type="button" class="plain" onClick={() => setAll(true)}>
            Show {slots.length - shown.length} more
          </button>
        </li>
      )}
    </ul>
  )
}
