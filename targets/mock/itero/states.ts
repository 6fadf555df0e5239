import type { Clock } from '../clock.ts'
import { StateError, type StateParams, type StateTable, textParam } from '../states.ts'
import { accountsOf, type IteroData } from './data.ts'
import { LAB_NEEDED } from './lab.ts'
import type { Service } from './service.ts'

/**
 * The provider states of the scanning tool. `user` is the first doctor's unless the params name another.
 *
 * | state | params | answers |
 * | --- | --- | --- |
 * | `a clinic with its labs` | | `companyId`, `scannerSerialNumber`, `restoLabId`, `orthoLabId`, `unrelatedLabId`, … |
 * | `an RX exists` | `rxId?`, `user?` | `rxId`, `patientGuid` |
 * | `a procedure map is available` | `sendTo` | `procedureMapId`, `labId` (of the clinic, or null) |
 * | `the rate limit is used up` | `user?` | |
 * | `no case was created lately` | | |
 */
export function iteroStates(service: Service, data: IteroData, clock: Clock): StateTable {
  function doctorIn({ user }: StateParams) {
    const doctor = user === undefined ? data.doctors[0] : data.doctors.find((one) => one.user === user)
    if (!doctor)
      throw new StateError(`unknown user ${JSON.stringify(user)}; known: ${data.doctors.map((one) => one.user)}`)
    return doctor
  }

  return {
    'a clinic with its labs'() {
      const { password: _, ...account } = accountsOf(data).account ?? {}
      return account
    },
    'an RX exists'(params) {
      const rxId = params.rxId === undefined ? undefined : textParam(params, 'rxId')
      const { rxGuid, patientGuid } = service.addRx(doctorIn(params).companyId, rxId)
      return { rxId: rxGuid, patientGuid }
    },
    'a procedure map is available'(params) {
      const sendTo = textParam(params, 'sendTo')
      const map = data.maps.find((one) => one.sendTo === sendTo)
      if (!map)
        throw new StateError(`no map has sendTo ${JSON.stringify(sendTo)}; there is: ${Object.keys(LAB_NEEDED)}`)
      const kind = LAB_NEEDED[map.sendTo]
      const labId = kind ? accountsOf(data).account?.[`${kind}LabId`] : null
      return { procedureMapId: map.procedureMapId, labId }
    },
    'the rate limit is used up'(params) {
      const window = service.limiter.windowOf(doctorIn(params).user)
      while (window.hasRoom(clock.now())) window.add(clock.now())
    },
    'no case was created lately': () => service.limiter.clear(),
  }
}
