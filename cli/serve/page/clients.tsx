import { useState } from 'preact/hooks'
import type { DrillRequest, PageState } from '../model.ts'
import { ask } from './ask.ts'
import { Fault } from './fault.tsx'
import { TargetName } from './target-name.tsx'
import { useAction } from './use-action.ts'
import { useSituations } from './use-situations.ts'

/** What can be done with a client: watch it at work with a server, or give it jobs in situations. */
export function Clients({ state }: { state: PageState }) {
  return (
    <>
      <h1>Clients</h1>
      <Watch state={state} />
      <Drill state={state} />
    </>
  )
}

const goTo = async (path: string, request: object) => {
  location.hash = `#/runs/${(await ask<{ id: string }>(path, request)).id}`
}

function Watch({ state: { targets } }: { state: PageState }) {
  const [target, setTarget] = useState(targets[0]?.name ?? '')
  const { isBusy, fault, act } = useAction()
  return (
    <form
      class="start"
      aria-labelledby="watch-title"
      onSubmit={(event) => {
        event.preventDefault()
        void act(() => goTo('/api/proxies', { target }))
      }}
    >
      <h2 id="watch-title">Watch a client</h2>
      <p class="note">A proxy stands before a server. Point your client at it: both are judged by what passes.</p>
      <fieldset class="choice">
        <legend>Server</legend>
        {targets.map((one) => (
          <label key={one.name}>
            <input type="radio" name="target" checked={one.name === target} onChange={() => setTarget(one.name)} />
            <TargetName target={one} />
          </label>
        ))}
      </fieldset>
      <p class="buttons">
        <button type="submit" class="button main" disabled={isBusy}>
          Start the proxy
        </button>
      </p>
      <Fault text={fault} />
    </form>
  )
}

function Drill({ state: { clients } }: { state: PageState }) {
  const [client, setClient] = useState(clients[0]?.name ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { situations, fault: unknown } = useSituations(client)
  const { isBusy, fault, act } = useAction()
  if (clients.length === 0) {
    return (
      <section class="start" aria-labelledby="drill-title">
        <h2 id="drill-title">Drill a client</h2>
        <p class="note">
          The configuration has no client. <code>bitewing init --client itero</code> writes a driver to start from.
        </p>
      </section>
    )
  }
  const request: DrillRequest = { client, ...(chosen.size > 0 ? { only: [...chosen] } : {}) }
  const choose = (name: string) =>
    setChosen(new Set(chosen.has(name) ? [...chosen].filter((one) => one !== name) : [...chosen, name]))
  return (
    <form
      class="start"
      aria-labelledby="drill-title"
      onSubmit={(event) => {
        event.preventDefault()
        void act(() => goTo('/api/drills', request))
      }}
    >
      <h2 id="drill-title">Drill a client</h2>
      <p class="note">Its driver is given a job in each situation, on a server of its own on this machine.</p>
      <fieldset class="choice">
        <legend>Client</legend>
        {clients.map(({ name, profile }) => (
          <label key={name}>
            <input
              type="radio"
              name="client"
              checked={name === client}
              onChange={() => {
                setClient(name)
                setChosen(new Set())
              }}
            />
            <strong>{name}</strong>
            <span class="note">{profile}</span>
          </label>
        ))}
      </fieldset>
      <details class="rule-choice">
        <summary>Situations: {chosen.size === 0 ? 'all' : `${chosen.size} of ${situations.length}`}</summary>
        <fieldset class="choice">
          <legend>Situations</legend>
          {situations.map(({ name, summary, shows }) => (
            <label key={name}>
              <input type="checkbox" checked={chosen.has(name)} onChange={() => choose(name)} />
              <span>
                <strong>{name}</strong> {summary} <span class="note">{shows.join(', ')}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </details>
      <p class="buttons">
        <button type="submit" class="button main" disabled={isBusy}>
          Drill
        </button>
      </p>
      <Fault text={fault || unknown} />
    </form>
  )
}
