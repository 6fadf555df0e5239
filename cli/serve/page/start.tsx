import { useState } from 'preact/hooks'
import type { TargetPlan } from '../../plan.ts'
import type { RunRequest } from '../../run-request.ts'
import type { PageState } from '../model.ts'
import { ask } from './ask.ts'
import { Fault } from './fault.tsx'
import { Plan } from './plan.tsx'
import { RuleChoice } from './rule-choice.tsx'
import { TargetName } from './target-name.tsx'
import { useAction } from './use-action.ts'

/** Chooses what is judged, and by which rules; tells what a run would send, and starts one. */
export function Start({ state }: { state: PageState }) {
  const { targets } = state
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(targets.length === 1 ? [targets[0]!.name] : []))
  const [only, setOnly] = useState<ReadonlySet<string>>(new Set())
  const [allowWrites, setAllowWrites] = useState(false)
  const [exhaustive, setExhaustive] = useState(false)
  const [plans, setPlans] = useState<TargetPlan[]>()
  const { isBusy, fault, act } = useAction()

  const names = targets.filter(({ name }) => chosen.has(name)).map(({ name }) => name)
  const request: RunRequest = {
    names,
    ...(only.size > 0 ? { only: [...only] } : {}),
    ...(allowWrites ? { allowWrites } : {}),
    ...(exhaustive ? { exhaustive } : {}),
  }
  const change = (to: () => void) => {
    setPlans(undefined)
    to()
  }
  const plan = () => act(async () => setPlans(await ask<TargetPlan[]>('/api/plan', request)))
  const run = () =>
    act(async () => {
      location.hash = `#/runs/${(await ask<{ id: string }>('/api/runs', request)).id}`
    })
  const needsConsent = targets.some(({ name, needsConsent }) => needsConsent && chosen.has(name))
  return (
    <form
      class="start"
      aria-labelledby="start-title"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <h2 id="start-title">Start a run</h2>
      <p class="note">
        {state.configuration
          ? `Targets of ${state.configuration}.`
          : 'Nothing is configured: embedded mocks can be judged.'}
      </p>
      <Fault text={state.fault} />
      <fieldset class="choice">
        <legend>Targets</legend>
        {targets.map((target) => (
          <label key={target.name}>
            <input
              type="checkbox"
              checked={chosen.has(target.name)}
              onChange={() =>
                change(() =>
                  setChosen(
                    new Set(
                      [...chosen].includes(target.name)
                        ? [...chosen].filter((one) => one !== target.name)
                        : [...chosen, target.name],
                    ),
                  ),
                )
              }
            />
            <TargetName target={target} />
          </label>
        ))}
      </fieldset>
      <RuleChoice names={names} chosen={only} choose={(ids) => change(() => setOnly(ids))} />
      <fieldset class="choice">
        <legend>How</legend>
        <label>
          <input type="checkbox" checked={exhaustive} onChange={() => change(() => setExhaustive(!exhaustive))} />
          Try everything where a rule samples
        </label>
        {needsConsent && (
          <label>
            <input type="checkbox" checked={allowWrites} onChange={() => change(() => setAllowWrites(!allowWrites))} />
            Create and change data on a host that is not this machine
          </label>
        )}
      </fieldset>
      <p class="buttons">
        <button type="submit" class="button main" disabled={isBusy || names.length === 0}>
          Run
        </button>
        <button type="button" class="button" disabled={isBusy || names.length === 0} onClick={plan}>
          Plan
        </button>
        <span role="status">{isBusy ? 'At work…' : names.length === 0 ? 'Choose a target.' : ''}</span>
      </p>
      <Fault text={fault} />
      {plans && <Plan plans={plans} />}
    </form>
  )
}
