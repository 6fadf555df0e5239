import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { FleetReport } from '../../fleets/model.ts'

/** The fleet that the page shows. */
export const FleetData = createContext<FleetReport | undefined>(undefined)

export const useFleet = (): FleetReport => useContext(FleetData)!
