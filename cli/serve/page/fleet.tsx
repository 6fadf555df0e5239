import { useEffect, useState } from 'preact/hooks'
import type { FleetReport } from '../../../reports/fleets/model.ts'
import { visibleDeep } from '../../../reports/inert.ts'
import { FleetData } from '../../../reports/page/fleet/data.ts'
import { FleetSections } from '../../../reports/page/fleet/fleet.tsx'
import { ask } from './ask.ts'
import { Fault } from './fault.tsx'
import { useAction } from './use-action.ts'

/** The fleet as it stands, asked for when it is looked at. */
export function FleetView() {
  const [fleet, setFleet] = useState<FleetReport>()
  const { isBusy, fault, act } = useAction()
  const look = () => act(async () => setFleet(visibleDeep(await ask<FleetReport>('/api/fleet'))))
  useEffect(() => void look(), [])
  return (
    <>
      <p class="buttons">
        <button type="button" class="button" disabled={isBusy} onClick={look}>
          Look again
        </button>
        <span role="status">{isBusy ? 'Asking the fleet…' : ''}</span>
      </p>
      <Fault text={fault} />
      {fleet && (
        <FleetData.Provider value={fleet}>
          <FleetSections />
        </FleetData.Provider>
      )}
    </>
  )
}
