import { useEffect, useRef, useState } from 'preact/hooks'
import { Mark } from '../../../reports/page/mark.tsx'
import { Clients } from './clients.tsx'
import { FleetView } from './fleet.tsx'
import { Runs } from './kept.tsx'
import { RunView } from './run.tsx'
import { Start } from './start.tsx'
import { useServer } from './use-server.ts'

/** `#/` to start runs and see those that are kept, `#/clients`, `#/fleet`, and `#/runs/<id>` for a run. */
const viewInAddress = () => /^#\/(clients$|fleet$|runs\/[\w-]+)/.exec(location.hash)?.[1] ?? ''

export function Page() {
  const { state, isLost } = useServer()
  const [view, setView] = useState(viewInAddress)
  const run = view.startsWith('runs/') ? view.slice('runs/'.length) : undefined
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    const follow = () => setView(viewInAddress())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  // Who goes by keyboard, or listens, is where the new view begins.
  useEffect(() => {
    if (!first.current) main.current?.focus()
    first.current = false
    document.title = run === undefined ? 'Bitewing' : `${run} · Bitewing`
  }, [view])
  return (
    <>
      <header class="masthead">
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          Skip to what can be done
        </button>
        <div class="brand">
          <Mark />
          <span>
            <strong>Bitewing</strong> on this machine
          </span>
        </div>
        <nav aria-label="Page">
          <ul class="targets">
            {[
              { to: '', label: 'Targets and runs' },
              { to: 'clients', label: 'Clients' },
              ...(state?.fleet ? [{ to: 'fleet', label: 'Fleet' }] : []),
            ].map(({ to, label }) => (
              <li key={to}>
                <a href={`#/${to}`} aria-current={view === to ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {isLost && (
          <p class="incomplete" role="alert">
            The server does not answer. If it was started again, open the address that it printed then.
          </p>
        )}
        {!state && !isLost && <p class="note">Asking the server…</p>}
        {state && view === 'clients' && <Clients state={state} />}
        {state && view === 'fleet' && <FleetView />}
        {state && view === '' && (
          <>
            <h1>Targets and runs</h1>
            <Start state={state} />
            <Runs state={state} />
          </>
        )}
        {state && run !== undefined && <RunView key={run} id={run} state={state} />}
      </main>
      <footer>
        <p>
          {state && `Bitewing ${state.version}. `}This page speaks to this machine alone; what it does, the command{' '}
          <code>bitewing</code> does.
        </p>
      </footer>
    </>
  )
}
