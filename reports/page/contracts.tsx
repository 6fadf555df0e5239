import { useState } from 'preact/hooks'
import { plural } from '../../engine/words.ts'
import { countOutcomes } from '../contracts.ts'
import type { ContractsReport, InteractionReport, PactReport } from '../model.ts'
import { Evidence } from './evidence.tsx'
import { usePrinting } from './printing.ts'

interface ContractsProps {
  contracts: ContractsReport
  /** Requirements that have a row in this report. */
  known: ReadonlySet<string>
  link: (rule: string) => string
}

/** What pacts showed: each interaction beside the requirements that it touches, and where the suite says otherwise. */
export function Contracts({ contracts, known, link }: ContractsProps) {
  const { passed, failed, pending, errors } = countOutcomes(contracts)
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(pending > 0 ? [`${pending} failed and are pending`] : []),
    ...(errors > 0 ? [`${errors} could not be verified`] : []),
  ]
  return (
    <section class="drawing contracts" id="contracts" aria-labelledby="contracts-title">
      <h2 id="contracts-title">
        Contracts <span class="number">{passed + failed + pending + errors}</span>
      </h2>
      <p class="note">
        Interactions of {plural(contracts.pacts.length, 'pact')}, replayed on the target: {counts.join(', ')}.
      </p>
      {contracts.disagreements.length > 0 && (
        <ul class="disagreements">
          {contracts.disagreements.map(({ requirement, message }) => (
            <li key={requirement}>{message}</li>
          ))}
        </ul>
      )}
      {contracts.pacts.map((pact) => (
        <OnePact key={pact.source} pact={pact} known={known} link={link} />
      ))}
    </section>
  )
}

const WORDS = { passed: 'passed', failed: 'failed', error: 'error' } satisfies Record<
  InteractionReport['outcome'],
  string
>

/** Those that did not pass come first; the others are there on demand. */
function OnePact({ pact, known, link }: { pact: PactReport } & Omit<ContractsProps, 'contracts'>) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const wrong = pact.interactions.filter(({ outcome }) => outcome !== 'passed')
  const right = pact.interactions.filter(({ outcome }) => outcome === 'passed')
  return (
    <div class="pact">
      <h3>
        {pact.consumer} → {pact.provider} <span class="about">{pact.source}</span>
      </h3>
      {(wrong.length > 0 || all || printing) && (
        <table>
          <thead>
            <tr>
              <th scope="col">Interaction</th>
              <th scope="col">Touches</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {[...wrong, ...(all || printing ? right : [])].map((one, at) => (
              <Row key={at} interaction={one} known={known} link={link} />
            ))}
          </tbody>
        </table>
      )}
      {!all && right.length > 0 && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show {plural(right.length, 'interaction')} that passed
        </button>
      )}
    </div>
  )
}

function Row({ interaction, known, link }: { interaction: InteractionReport } & Omit<ContractsProps, 'contracts'>) {
  const { description, states, requirements, outcome, pending, mismatches, exchanges } = interaction
  const [open, setOpen] = useState(false)
  return (
    <tr class={outcome}>
      <td>
        {description}
        {states.length > 0 && <span class="about">given {states.join(', ')}</span>}
        {mismatches.length > 0 && (
          <ul class="mismatches">
            {mismatches.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
        )}
        {outcome !== 'passed' && exchanges.length > 0 && (
          <details onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
            <summary>What was sent, and what came</summary>
            {open && <Evidence ids={exchanges} />}
          </details>
        )}
      </td>
      <td>
        {requirements.map((id) =>
          known.has(id) ? (
            <a key={id} class="id" href={link(id)}>
              {id}
            </a>
          ) : (
            <span key={id} class="id">
              {id}
            </span>
          ),
        )}
      </td>
      <td>
        {WORDS[outcome]}
        {pending && outcome === 'failed' && ' (pending)'}
      </td>
    </tr>
  )
}
