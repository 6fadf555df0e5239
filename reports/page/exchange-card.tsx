import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Exchange } from '../../engine/exchange.ts'
import { duration } from '../verdicts.ts'

type About = Pick<Exchange, 'id' | 'what' | 'purpose' | 'operation' | 'durationMs' | 'at' | 'case' | 'error'> & {
  response?: Pick<NonNullable<Exchange['response']>, 'status'>
}

interface ExchangeCardProps {
  exchange: About
  open: boolean
  /** What it opens to. */
  children: () => ComponentChildren
}

/** An exchange in a line, which opens to its messages. */
export function ExchangeCard({ exchange, open: openAtFirst, children }: ExchangeCardProps) {
  const [open, setOpen] = useState(openAtFirst)
  const { id, what, purpose, operation, durationMs, at } = exchange
  return (
    <details class="exchange" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Status exchange={exchange} />
        <span class="what">{what}</span>
        <span class="about">
          {[purpose, operation, `${duration(durationMs)}, at ${(at / 1000).toFixed(2)} s`, id]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </summary>
      {open && children()}
    </details>
  )
}

function Status({ exchange }: { exchange: About }) {
  const { response, case: cost } = exchange
  // Only trouble has a colour: whether 200 is good or bad depends on the rule.
  return (
    <span class={!response || response.status >= 500 ? 'status trouble' : 'status'}>
      {response?.status ?? exchange.error?.kind}
      {cost === 'refused' && <span class="cost"> limit</span>}
    </span>
  )
}
