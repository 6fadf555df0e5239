import { broken, came, holds, refuses, rule, status, unobserved, worst } from 'bitewing/profile'
import { credentials, read, SESSION } from './experiments.mjs'

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** The exchange was answered with this status. */
const answers = (exchange, wanted) =>
  status(exchange) === wanted ? holds(`${wanted}`, [exchange]) : broken(`${wanted}`, came(exchange), [exchange])

/** The answer holds these values, whatever else it holds. */
function shows(exchange, wanted) {
  const shown = read(exchange)
  const odd = Object.keys(wanted).filter((name) => !same(shown?.[name], wanted[name]))
  const values = (of) => odd.map((name) => `${name} ${JSON.stringify(of?.[name]) ?? 'left out'}`).join(', ')
  return odd.length === 0
    ? holds(Object.keys(wanted).join(', '), [exchange])
    : broken(values(wanted), shown === undefined ? came(exchange) : values(shown), [exchange])
}

const all = (...findings) => worst(findings, unobserved('nothing was asked', 'a run without --only'))

const STATUSES = ['Available', 'InUse', 'Unavailable', 'Error']

export const rules = {
  'MODALITY-AUTH-01': refuses(
    ({ settings }) => ({ operation: 'getAllDevices', path: '/devices', headers: credentials(settings) }),
    {
      'without credentials': (call) => ({ ...call, headers: {} }),
      'with a wrong password': (call) => ({ ...call, headers: credentials({ user: 'nobody', password: 'wrong' }) }),
    },
    401,
    403,
  ),

  'MODALITY-DEVICE-01': rule({
    needs: ['devices'],
    judge({ devices }) {
      const listed = read(devices)
      if (!Array.isArray(listed)) return broken('a list of devices', came(devices), [devices])
      const odd = listed.filter((one) => typeof one?.deviceId !== 'string' || !STATUSES.includes(one.status))
      return odd.length === 0
        ? holds(`${listed.length} devices`, [devices])
        : broken(`a deviceId, and a status of ${STATUSES.join(', ')}`, JSON.stringify(odd[0]), [devices])
    },
  }),

  'MODALITY-DEVICE-02': rule({
    needs: ['device'],
    judge: ({ device: { listed, shown } }) => shows(shown, listed),
  }),

  'MODALITY-DEVICE-03': rule({
    needs: ['unknown'],
    judge: ({ unknown }) => all(answers(unknown.device, 404), answers(unknown.sensor, 404)),
  }),

  'MODALITY-SESSION-01': rule({
    needs: ['device', 'session'],
    judge: ({ device, session: { created } }) =>
      all(answers(created, 201), shows(created, { deviceId: device.listed.deviceId, ...SESSION })),
  }),

  'MODALITY-SESSION-02': rule({
    needs: ['session', 'use'],
    leansOn: ['MODALITY-SESSION-01'],
    judge: ({ session: { created }, use: { shown } }) => shows(shown, read(created)),
  }),

  'MODALITY-SESSION-03': rule({
    needs: ['use'],
    judge: ({ use: { device } }) => shows(device, { status: 'InUse' }),
  }),

  'MODALITY-SESSION-04': rule({
    needs: ['use'],
    judge: ({ use: { second } }) => answers(second, 409),
  }),

  'MODALITY-SESSION-05': rule({
    needs: ['unknown'],
    judge: ({ unknown }) => all(answers(unknown.created, 404), answers(unknown.session, 404)),
  }),

  'MODALITY-SESSION-06': rule({
    needs: ['session', 'use'],
    // A second session of the same device would be listed beside it.
    leansOn: ['MODALITY-SESSION-04'],
    judge({ session: { deviceId }, use: { listed, ofAnother } }) {
      const devices = (exchange) => [read(exchange)].flat().map((one) => one?.deviceId)
      return all(
        same(devices(listed), [deviceId])
          ? holds('one session', [listed])
          : broken('exactly one session, of the device that was asked for', came(listed), [listed]),
        same(read(ofAnother), [])
          ? holds('no session', [ofAnother])
          : broken('an empty list for a device without a session', came(ofAnother), [ofAnother]),
      )
    },
  }),

  'MODALITY-SESSION-07': rule({
    needs: ['end'],
    judge: ({ end: { deleted, gone } }) => all(answers(deleted, 200), answers(gone, 404)),
  }),

  'MODALITY-SESSION-08': rule({
    needs: ['end'],
    leansOn: ['MODALITY-SESSION-07'],
    judge: ({ end: { device } }) => shows(device, { status: 'Available' }),
  }),

  'MODALITY-INFO-01': rule({
    needs: ['acquisition'],
    judge: ({ acquisition: { enabled, shown } }) =>
      all(answers(enabled, 200), shows(shown, { enable: true, rotation: 90, applyLut: true })),
  }),

  'MODALITY-INFO-02': rule({
    needs: ['acquisition'],
    judge: ({ acquisition: { odd } }) => answers(odd, 400),
  }),

  'MODALITY-INFO-03': rule({
    needs: ['acquisition'],
    // What was taken of a wrong rotation, or was never kept, is not there to be left as it is.
    leansOn: ['MODALITY-INFO-01', 'MODALITY-INFO-02'],
    judge: ({ acquisition: { withoutTurn, kept } }) => all(answers(withoutTurn, 200), shows(kept, { rotation: 90 })),
  }),

  'MODALITY-STATUS-01': rule({
    needs: ['acquisition'],
    judge: ({ acquisition: { before } }) => shows(before, { ready: false, state: 'NoAcquisitionInfo', totalImages: 0 }),
  }),

  'MODALITY-STATUS-02': rule({
    needs: ['acquisition'],
    leansOn: ['MODALITY-INFO-01'],
    judge({ acquisition: { ready } }) {
      const { state } = read(ready) ?? {}
      return ['Initializing', 'NoSensor', 'LowBattery'].includes(state)
        ? unobserved(`the device is not ready: ${state}`, 'a device with a sensor', [], [ready])
        : shows(ready, { ready: true, state: 'Ready' })
    },
  }),

  'MODALITY-STATUS-03': rule({
    needs: ['acquisition'],
    leansOn: ['MODALITY-INFO-01'],
    judge: ({ acquisition: { waiting } }) => shows(waiting, { ready: false }),
  }),
}
