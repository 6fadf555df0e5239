import { newOrder } from '../../../generators/order.ts'
import { document } from '../../../openapi/itero.gen.ts'
import { basic } from '../../placeholders.ts'
import { operationsOf } from '../operation.ts'
import { CREATE, MAPS } from '../paths.ts'
import {
  type Arranger,
  accepted,
  type Means,
  type Params,
  type ProfileParts,
  StateRefused,
  text,
  type Values,
} from './arranger.ts'

/** "Caller can create up to 10 cases per minute using the API." */
const DOCUMENTED = { cases: 10, windowSeconds: 60 }

const NO_CASES = 'no case was created lately'

interface Account {
  companyId: number
  scannerSerialNumber: string
  restoLabId?: number
  orthoLabId?: number
}
interface ProcedureMap {
  procedureMapId: number
  sendTo: string
}

export const itero: ProfileParts = {
  operationOf: operationsOf(document),
  arranger: iteroArranger,
  sign: MAPS,
  credentials({ account }, operation): Record<string, string> {
    const { user, password } = (account ?? {}) as { user?: string; password?: string }
    const isOpen = operation === 'getAvailableProcedureMaps' || !user || !password
    return isOpen ? {} : { authorization: basic(user, password) }
  },
  limit: { documented: DOCUMENTED, counted: ['createNewOrder', 'createNewOrderByRx'], unused: NO_CASES },
}

/** The scanning tool documents no provider states: what its API can bring about, the API does. */
function iteroArranger(means: Means): Arranger {
  const { target, call } = means
  const account = (): Account => {
    if (!target.settings.account) throw new StateRefused('the configuration has no account')
    return target.settings.account as Account
  }

  /** The last one that is listed: the document's common examples, which everybody tries, come first. */
  async function mapFor(sendTo: string): Promise<Values> {
    const request = { operation: 'getAvailableProcedureMaps', method: 'GET', path: MAPS, what: 'the maps' }
    const answer = accepted(await call(request)) as { procedureMaps?: ProcedureMap[] } | undefined
    const map = answer?.procedureMaps?.findLast((one) => one.sendTo === sendTo)
    if (!map) throw new StateRefused(`no listed map has the sendTo ${sendTo}`)
    const labs: Record<string, number | undefined> = { restoLab: account().restoLabId, orthoLab: account().orthoLabId }
    if (!(sendTo in labs)) return { procedureMapId: map.procedureMapId, labId: null }
    if (labs[sendTo] === undefined) throw new StateRefused(`the configuration has no account.${sendTo}Id`)
    return { procedureMapId: map.procedureMapId, labId: labs[sendTo] }
  }

  async function order(what: string) {
    const { companyId, scannerSerialNumber } = account()
    const { procedureMapId } = (await mapFor('chairside').catch(() => mapFor('N/A'))) as { procedureMapId: number }
    const place = { companyId, scannerSerialNumber, procedureMapId, labId: null }
    const body = newOrder(1, place, { gender: 1, dateOfBirth: 'date', texts: 'none' })
    return call({ operation: 'createNewOrder', method: 'POST', path: CREATE, body, what })
  }

  return {
    own: {
      // The account is whose credentials are put in: the configuration's, whatever the provider has besides.
      async 'a clinic with its labs'() {
        const { password: _, ...rest } = account() as Account & { password?: string }
        return rest
      },
      // The list is open to all and costs nothing; what is in it is what a client can choose from.
      'a procedure map is available': (params) =>
        mapFor(text(params, 'sendTo')).catch((error) => {
          if (!means.hasStates) throw error
          return means.setup('a procedure map is available', params)
        }),
      async 'the rate limit is used up'(params) {
        if (means.hasStates) {
          await means.setup('the rate limit is used up', params).catch((error) => {
            if (target.kind === 'mock') throw error
          })
        }
        await useUp()
        return {}
      },
    },
    otherwise: {
      'an RX exists': { gives: ['rxId'], arrange: makeRx },
      [NO_CASES]: { gives: [], arrange: () => means.room().then(() => ({})) },
    },
  }

  async function makeRx(params: Params): Promise<Values> {
    if (Object.keys(params).length > 0) throw new StateRefused('an RX can be made, but not one of these params')
    await means.room()
    const made = accepted(await order('an order, for its RX')) as Values
    return { rxId: made.rxGuid, patientGuid: made.patientGuid }
  }

  /** Orders are sent until one is refused; where the provider has used the limit up itself, that is the first one. */
  async function useUp(): Promise<void> {
    const cases = target.rateLimit?.cases ?? DOCUMENTED.cases
    means.usesUp()
    for (let tried = 0; tried <= cases; tried++) {
      const { response } = await order('an order, to use the rate limit up')
      if (response && response.status > 299) return
    }
    throw new StateRefused(`${cases + 1} cases in a row were accepted`)
  }
}
