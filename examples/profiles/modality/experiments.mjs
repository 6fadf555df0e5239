import { came, secret, unobserved } from 'bitewing/profile'

/** What a request carries; the password is shown nowhere. */
export const credentials = ({ user, password }) => ({
  authorization: secret(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`),
})

/** What an exchange's answer holds; undefined where it is no JSON. */
export function read({ response }) {
  try {
    return JSON.parse(response.body)
  } catch {
    return undefined
  }
}

const get = ({ send, settings }, operation, path, query) =>
  send({ operation, path, query, headers: credentials(settings) })

const write = ({ send, settings }, operation, method, path, body, what) =>
  send({ operation, method, path, body, what, headers: credentials(settings) })

/** An ID that no server has given out. */
const NO_ID = '00000000-0000-4000-8000-000000000000'

/** What a session is made with, besides its device. */
export const SESSION = { clientName: 'Bitewing Åsa', context: { chair: '3' } }

const createSession = (context, deviceId, what) =>
  write(context, 'createAcquisitionSession', 'POST', '/acquisition', { deviceId, ...SESSION }, what)

/** Requests that several rules are judged by; each is carried out once, and only where a chosen rule needs it. */
export const experiments = {
  devices: { run: (context) => get(context, 'getAllDevices', '/devices') },

  unknown: {
    run: async (context) => ({
      device: await get(context, 'getDeviceInfo', `/devices/${NO_ID}`),
      sensor: await get(context, 'getSensorInfo', `/devices/${NO_ID}/sensor`),
      session: await get(context, 'getAcquisitionSession', `/acquisition/${NO_ID}`),
      created: await createSession(context, NO_ID, 'a session of a device that is not there'),
    }),
  },

  device: {
    needs: ['devices'],
    async run(context, { devices }) {
      const listed = [read(devices)].flat().find((one) => one?.status === 'Available')
      if (!listed) return unobserved('no device is available', 'connect a device to the target', [], [devices])
      return { listed, shown: await get(context, 'getDeviceInfo', `/devices/${listed.deviceId}`) }
    },
  },

  session: {
    needs: ['device'],
    phase: 'acquiring',
    async run(context, { device }) {
      const created = await createSession(context, device.listed.deviceId, 'a session of an available device')
      const { sessionId } = read(created) ?? {}
      if (typeof sessionId !== 'string')
        return unobserved(
          `no session was made: ${came(created)}`,
          'a target that makes sessions',
          ['MODALITY-SESSION-01'],
          [created],
        )
      return { deviceId: device.listed.deviceId, path: `/acquisition/${sessionId}`, created }
    },
  },

  use: {
    needs: ['session'],
    phase: 'acquiring',
    run: async (context, { session: { deviceId, path } }) => ({
      shown: await get(context, 'getAcquisitionSession', path),
      device: await get(context, 'getDeviceInfo', `/devices/${deviceId}`),
      second: await createSession(context, deviceId, 'a second session of the same device'),
      listed: await get(context, 'getSessions', '/acquisition', { deviceId }),
      ofAnother: await get(context, 'getSessions', '/acquisition', { deviceId: NO_ID }),
    }),
  },

  acquisition: {
    needs: ['session'],
    phase: 'acquiring',
    async run(context, { session: { path } }) {
      const status = () => get(context, 'getAcquisitionStatus', `${path}/status`)
      const info = () => get(context, 'getAcquisitionInfo', `${path}/info`)
      const put = (body, what) => write(context, 'setAcquisitionInfo', 'PUT', `${path}/info`, body, what)
      return {
        before: await status(),
        enabled: await put({ enable: true, rotation: 90, applyLut: true }, 'enabled, turned by 90 degrees'),
        shown: await info(),
        ready: await status(),
        odd: await put({ enable: true, rotation: 45, applyLut: true }, 'turned by 45 degrees'),
        withoutTurn: await put({ enable: true, rotation: null, applyLut: true }, 'a rotation of null'),
        kept: await info(),
        disabled: await put({ enable: false, rotation: 90, applyLut: true }, 'disabled'),
        waiting: await status(),
      }
    },
  },

  end: {
    needs: ['session'],
    phase: 'deleting',
    async run(context, { session: { deviceId, path } }) {
      return {
        deleted: await write(context, 'deleteAcquisitionSession', 'DELETE', path, undefined, 'the session is deleted'),
        gone: await get(context, 'getAcquisitionSession', path),
        device: await get(context, 'getDeviceInfo', `/devices/${deviceId}`),
      }
    },
  },
}
