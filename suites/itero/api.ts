import type { Sign } from '../../engine/profile.ts'
import type { SecretHeader } from '../../engine/session.ts'
import type { Target } from '../../engine/target.ts'

export type CreateOperation = 'createNewOrder' | 'createNewOrderByRx'

export const CREATE_OPERATIONS: readonly CreateOperation[] = ['createNewOrder', 'createNewOrderByRx']

const PATHS = {
  createNewOrder: '/api/v1/order/create-new-order',
  createNewOrderByRx: '/api/v1/order/create-new-order-by-rx',
  getAvailableProcedureMaps: '/api/v1/presets/available-procedure-maps',
}

/** The path of an operation: the sections' form, or the target's own. */
export const pathOf = (target: Target, operation: keyof typeof PATHS): string =>
  target.paths[operation] ?? PATHS[operation]

/** "No authorization is required for this call": the harmless request. */
export const signOf = (target: Target): Sign => ({
  method: 'GET',
  path: pathOf(target, 'getAvailableProcedureMaps'),
  fine: [200],
})

/** The account that orders are made for. */
export interface Account {
  user: string
  password: string
  companyId: number
  scannerSerialNumber: string
  restoLabId?: number
  orthoLabId?: number
  unrelatedLabId?: number
  otherCompanyId?: number
  otherScannerSerialNumber?: string
}

/** Right credentials, and another doctor's where a second account is configured. */
export type Credentials = Pick<Account, 'user' | 'password'> & { other?: Pick<SecondAccount, 'user' | 'password'> }

export type SecondAccount = Pick<Account, 'user' | 'password' | 'companyId' | 'scannerSerialNumber'>

/** The Authorization header of Basic credentials; the evidence says only whose they are. */
export const basic = (user: string, password: string, shown: string): SecretHeader => ({
  value: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
  shown: `Basic [redacted:${shown}]`,
})

/** The limit that the document states: "Caller can create up to 10 cases per minute using the API". */
export const DOCUMENTED_LIMIT = { cases: 10, windowSeconds: 60 }
