import { render } from 'preact'
import type { FleetReport } from '../../fleets/model.ts'
import { FleetData } from './data.ts'
import { Fleet } from './fleet.tsx'

const carried: FleetReport = JSON.parse(document.getElementById('bitewing-data')!.textContent)

render(
  <FleetData.Provider value={carried}>
    <Fleet />
  </FleetData.Provider>,
  document.getElementById('bitewing')!,
)
