import type { SendTo } from './order.ts'

/** The two operations that create a case. */
export type OrderOperation = 'createNewOrder' | 'createNewOrderByRx'

/** What is known of the target's data: the configured account, the listed maps, the RXs that were made. */
export interface OrderWorld {
  /** The doctor's clinic. */
  companyId: number
  /** A scanner of that clinic. */
  scannerSerialNumber: string
  /** Labs that are related to the clinic. */
  restoLabId?: number
  orthoLabId?: number
  /** A lab that exists and is not related to the clinic. */
  unrelatedLabId?: number
  /** A clinic that exists and is not the doctor's, and a scanner of it. */
  otherCompanyId?: number
  otherScannerSerialNumber?: string
  /** The available maps, as listed. */
  maps: readonly { procedureMapId: number | bigint; sendTo: SendTo }[]
  /** RXs that exist. Needed for `createNewOrderByRx`. */
  rxIds?: readonly string[]
  /** `YYYY-MM-DD`, the day of the run; adds a date of birth that is just about in the future. */
  today?: string
  seed: number
}
