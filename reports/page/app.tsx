import type { RequirementReport } from '../model.ts'
import { AllTargets } from './all-targets.tsx'
import { Evidence } from './evidence.tsx'
import { Exchanges } from './exchange-source.ts'
import { Masthead } from './masthead.tsx'
import { OneTarget } from './one-target.tsx'
import { usePlace } from './place.ts'
import { Printing, usePrintEvents } from './printing.ts'
import { RuleFoot } from './rule-foot.ts'
import { report, useExchanges, variablesOf } from './store.ts'

const RuleEvidence = ({ rule }: { rule: RequirementReport }) => <Evidence ids={rule.exchanges} />

const carried = { useExchanges, variablesOf }

export function App() {
  const place = usePlace()
  const printing = usePrintEvents()
  return (
    <Printing.Provider value={printing}>
      <Exchanges.Provider value={carried}>
        <RuleFoot.Provider value={RuleEvidence}>
          <Masthead current={place.target} />
          <main>
            {place.target === undefined ? (
              <AllTargets />
            ) : (
              <OneTarget key={place.target} target={place.target} place={place} />
            )}
          </main>
          <footer>
            <p>
              Written by {report.tool.name} {report.tool.version}. Secrets were replaced before anything was stored; the
              exchanges are in <code>exchanges.ndjson</code> beside this file.
            </p>
          </footer>
        </RuleFoot.Provider>
      </Exchanges.Provider>
    </Printing.Provider>
  )
}
