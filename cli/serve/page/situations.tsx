import { useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import { visible } from '../../../reports/inert.ts'
import { duration } from '../../../reports/verdicts.ts'
import type { SituationTally } from '../../progress/tally.ts'
import type { Passing } from '../model.ts'
import { matches, PassedCard, Search } from './passed.tsx'

/** A pause of the client that is worth a line. */
const PAUSE_MS = 250

interface SituationsProps {
  /** Those that were told of; of a drill that another server started there are none. */
  told: Readonly<Record<string, SituationTally>>
  exchanges: readonly Passing[]
  /** While the drill goes on. */
  now?: number
}

/** A drill step by step: each situation, what the client sent in it, how long it waited, and what its driver answered. */
export function Situations({ told, exchanges, now }: SituationsProps) {
  const [words, setWords] = useState('')
  const bySituation = new Map<string, Passing[]>()
  for (const one of exchanges) bySituation.set(situationOf(one), [...(bySituation.get(situationOf(one)) ?? []), one])
  const names = [...new Set([...Object.keys(told), ...bySituation.keys()])]
  const found = (name: string) => (bySituation.get(name) ?? []).filter((one) => matches(one, words))
  const shown = names.filter((name) => words === '' || found(name).length > 0)
  const over = names.filter((name) => told[name]?.answer !== undefined || now === undefined).length
  return (
    <section class="passed" aria-labelledby="situations-title">
      <h2 id="situations-title">Situations</h2>
      <p class="buttons">
        <Search words={words} setWords={setWords} />
        <span role="status">
          {words ? `${shown.length} of ` : ''}
          {plural(names.length, 'situation')}
          {now === undefined ? '' : `, ${names.length - over} under way`}
        </span>
      </p>
      {names.length === 0 && <p class="note">No situation has begun yet.</p>}
      {shown.map((name) => (
        <Situation
          key={name}
          name={name}
          told={told[name]}
          exchanges={found(name)}
          now={now}
          isSearched={words !== ''}
        />
      ))}
    </section>
  )
}

const situationOf = ({ what }: Passing): string => what.slice(0, what.indexOf(':'))

interface SituationProps {
  name: string
  told: SituationTally | undefined
  exchanges: readonly Passing[]
  now: number | undefined
  isSearched: boolean
}

function Situation({ name, told, exchanges, now, isSearched }: SituationProps) {
  const isUnderWay = told !== undefined && told.answer === undefined && now !== undefined
  const left = isUnderWay ? Math.max(0, Math.ceil((told.startedAt + told.jobTimeoutMs - now) / 1000)) : 0
  return (
    <details class="situation" open={isUnderWay || isSearched}>
      <summary>
        <strong>{name}</strong> <span class="note">{told?.summary}</span>
        <span class="answer">
          {isUnderWay
            ? `${told.job} under way, ${left} s left`
            : told?.answer !== undefined
              ? `${told.job}: ${visible(told.answer)}, in ${duration((told.endedAt ?? 0) - told.startedAt)}`
              : plural(exchanges.length, 'exchange')}
        </span>
      </summary>
      <ol class="steps">
        {exchanges.map((one, at) => (
          <li key={one.id}>
            <Pause ms={at === 0 ? 0 : startOf(one) - endOf(exchanges[at - 1]!)} />
            <PassedCard exchange={{ ...one, what: one.what.slice(name.length + 2) }} />
          </li>
        ))}
      </ol>
      {exchanges.length === 0 && <p class="note">Nothing was sent{isUnderWay ? ' yet' : ''}.</p>}
      {isUnderWay && exchanges.length > 0 && (
        <p class="pause" role="timer">
          nothing for {duration(Math.max(0, now - endOf(exchanges.at(-1)!)))}
        </p>
      )}
    </details>
  )
}

const startOf = ({ startedAt }: Passing) => Date.parse(startedAt)
const endOf = (one: Passing) => startOf(one) + one.durationMs

function Pause({ ms }: { ms: number }) {
  return ms < PAUSE_MS ? null : <p class="pause">the client waited {duration(ms)}</p>
}
