import { byVersion, fleetInWords } from '../../fleets/words.ts'
import { Mark } from '../mark.tsx'
import { moment } from '../moment.ts'
import { AllTargets } from './all-targets.tsx'
import { BrokenOff } from './broken-off.tsx'
import { Changes } from './changes.tsx'
import { useFleet } from './data.ts'
import { FailingRules } from './failing-rules.tsx'
import { StandingOut } from './standing-out.tsx'
import { Versions } from './versions.tsx'

/** The page of a fleet. */
export function Fleet() {
  const { tool } = useFleet()
  return (
    <>
      <header class="masthead">
        <div class="brand">
          <Mark />
          <span>
            <strong>Bitewing</strong> fleet report
          </span>
        </div>
      </header>
      <main>
        <FleetSections />
      </main>
      <footer>
        <p>
          Written by {tool.name} {tool.version}. What is not shown here is in <code>fleet.json</code>.
        </p>
      </footer>
    </>
  )
}

/** Which rules fail where and since when, what stands out, what changed, and every target. */
export function FleetSections() {
  const fleet = useFleet()
  const { headline, detail } = fleetInWords(fleet)
  const versions = byVersion(fleet)
  return (
    <>
      <section class="verdict-section all" aria-labelledby="headline">
        <div class="lead">
          <p class="eyebrow">As of {moment(fleet.at)}</p>
          <h1 id="headline">{headline}</h1>
          <p class="detail">{detail}</p>
        </div>
      </section>
      <FailingRules />
      <StandingOut />
      <Changes />
      <BrokenOff />
      {versions.length > 0 && <Versions versions={versions} />}
      <AllTargets />
    </>
  )
}
