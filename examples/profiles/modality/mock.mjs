import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

const BASE = '/api/dsio/modality/v1'
const USER = 'modality'
const PASSWORD = 'synthetic-password'

/** What the mock can be made to do wrong: each breaks one requirement. */
const defects = [
  ['open-to-all', 'MODALITY-AUTH-01', 'Devices are listed without credentials.'],
  ['any-password', 'MODALITY-AUTH-01', 'Any credentials are taken.'],
  ['status-of-its-own', 'MODALITY-DEVICE-01', 'The second device has the status "Idle".'],
  ['another-name', 'MODALITY-DEVICE-02', 'A device that is read by its ID has another name than in the list.'],
  ['sensor-of-nothing', 'MODALITY-DEVICE-03', 'The sensor of a device that is not there answers 200.'],
  ['session-without-context', 'MODALITY-SESSION-01', 'A new session is answered, and kept, without its context.'],
  ['client-forgotten', 'MODALITY-SESSION-02', 'A session that is read has no clientName.'],
  ['never-in-use', 'MODALITY-SESSION-03', 'A device with a session shows as available.'],
  ['two-sessions', 'MODALITY-SESSION-04', 'A device in use gives a second session.'],
  ['any-device', 'MODALITY-SESSION-05', 'A session of an unknown device is answered 409.'],
  ['no-filter', 'MODALITY-SESSION-06', 'deviceId does not filter the sessions.'],
  ['undeleted', 'MODALITY-SESSION-07', 'A session that was deleted can still be read.'],
  ['in-use-for-ever', 'MODALITY-SESSION-08', 'A device stays in use once its session was deleted.'],
  ['lut-forgotten', 'MODALITY-INFO-01', 'applyLut is not kept.'],
  ['any-rotation', 'MODALITY-INFO-02', 'Any rotation is taken.'],
  ['null-turns-back', 'MODALITY-INFO-03', 'A rotation of null is kept as 0.'],
  ['ready-at-once', 'MODALITY-STATUS-01', 'A new session is ready at once.'],
  ['never-ready', 'MODALITY-STATUS-02', 'An enabled acquisition does not become ready.'],
  ['ready-though-disabled', 'MODALITY-STATUS-03', 'A disabled acquisition shows as ready.'],
].map(([id, requirement, summary]) => ({ id, requirement, summary }))

/** Liberties that the document leaves: nothing may fail under them. */
const variants = [{ id: 'refused-by-403', summary: 'Wrong credentials are answered 403.' }]

function chosen(kind, known, asked = []) {
  const unknown = asked.find((id) => !known.some((one) => one.id === id))
  if (unknown)
    throw new RangeError(`unknown ${kind} ${unknown}: expected one of ${known.map(({ id }) => id).join(', ')}`)
  return new Set(asked)
}

/** Devices, and their sessions, as a service has them. */
class Service {
  #devices = ['bc91c079-dabe-4170-9c5e-6ee92b3f4a35', '7d0d3b52-31f5-4be4-8d5e-5fd4d1f1b0aa'].map((deviceId, nth) => ({
    deviceId,
    name: `Sensor interface ${nth + 1}`,
    hasSensor: true,
    status: 'Available',
    interfaceType: 'usb',
  }))
  #sessions = new Map()
  #is

  constructor(isDefective) {
    this.#is = isDefective
    if (isDefective('status-of-its-own')) this.#devices[1].status = 'Idle'
  }

  /** The answer to a request: its status, and what it holds. */
  answer(method, [collection, id, part, ...more], query, body) {
    if (more.length > 0) return [404]
    const key = `${method} ${collection}${id === undefined ? '' : '/id'}${part === undefined ? '' : `/${part}`}`
    switch (key) {
      case 'GET devices':
        return [200, this.#devices]
      case 'POST acquisition':
        return this.#create(body)
      case 'GET acquisition':
        return [200, this.#listed(query.get('deviceId'))]
    }
    return collection === 'devices' ? this.#device(key, id) : this.#session(key, id, body)
  }

  #device(key, id) {
    const device = this.#devices.find(({ deviceId }) => deviceId === id)
    if (key === 'GET devices/id/sensor') {
      if (!device) return [this.#is('sensor-of-nothing') ? 200 : 404]
      return [200, { name: 'Sensor', serialNumber: '213402981', supportsBinning: true }]
    }
    if (key !== 'GET devices/id' || !device) return [404]
    return [200, this.#is('another-name') ? { ...device, name: 'Sensor interface' } : device]
  }

  #create({ deviceId, clientName, context } = {}) {
    const device = this.#devices.find((one) => one.deviceId === deviceId)
    if (!device) return [this.#is('any-device') ? 409 : 404]
    const isTaken = [...this.#sessions.values()].some(({ session }) => session.deviceId === deviceId)
    if (isTaken && !this.#is('two-sessions')) return [409]
    const kept = this.#is('session-without-context') ? {} : { context }
    const session = { sessionId: randomUUID(), deviceId, clientName, createdOn: new Date().toISOString(), ...kept }
    this.#sessions.set(session.sessionId, { session, info: undefined })
    if (!this.#is('never-in-use')) device.status = 'InUse'
    return [201, session]
  }

  #listed(deviceId) {
    const sessions = [...this.#sessions.values()].map(({ session }) => session)
    if (deviceId === null || this.#is('no-filter')) return sessions
    return sessions.filter((one) => one.deviceId === deviceId)
  }

  #session(key, id, body) {
    const one = this.#sessions.get(id)
    if (!one) return [404]
    switch (key) {
      case 'GET acquisition/id':
        return [200, this.#is('client-forgotten') ? { ...one.session, clientName: undefined } : one.session]
      case 'DELETE acquisition/id':
        return this.#delete(one.session)
      case 'GET acquisition/id/status':
        return [200, this.#status(one.info)]
      case 'GET acquisition/id/info':
        return [200, one.info ?? {}]
      case 'PUT acquisition/id/info':
        return this.#set(one, body)
      default:
        return [404]
    }
  }

  #delete({ sessionId, deviceId }) {
    if (!this.#is('undeleted')) this.#sessions.delete(sessionId)
    if (!this.#is('in-use-for-ever')) this.#devices.find((one) => one.deviceId === deviceId).status = 'Available'
    return [200]
  }

  #status(info) {
    if (!info && !this.#is('ready-at-once')) return { ready: false, state: 'NoAcquisitionInfo', totalImages: 0 }
    if (info && this.#is('never-ready')) return { ready: false, state: 'Error', totalImages: 0 }
    return {
      ready: info?.enable === true || !info || this.#is('ready-though-disabled'),
      state: 'Ready',
      totalImages: 0,
    }
  }

  #set(one, { enable, rotation = null, applyLut }) {
    if (![null, 0, 90, 180, 270].includes(rotation) && !this.#is('any-rotation')) return [400]
    const before = this.#is('null-turns-back') ? 0 : (one.info?.rotation ?? null)
    one.info = { enable, rotation: rotation ?? before, ...(this.#is('lut-forgotten') ? {} : { applyLut }) }
    return [200, one.info]
  }
}

/** A server that keeps the register, but for the defects that it is started with. */
export const mock = {
  defects,
  variants,
  async start({ port = 0, defects: asked, variants: liberties } = {}) {
    const defective = chosen('defect', defects, asked)
    const taken = chosen('variant', variants, liberties)
    const service = new Service((id) => defective.has(id))
    const right = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`
    const isAllowed = ({ authorization }) =>
      authorization === right ||
      (authorization === undefined ? defective.has('open-to-all') : defective.has('any-password'))

    const server = createServer(async (request, response) => {
      const end = (status, body) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body === undefined ? '' : JSON.stringify(body))
      }
      if (!isAllowed(request.headers)) return end(taken.has('refused-by-403') ? 403 : 401)
      const { pathname, searchParams } = new URL(request.url, 'http://localhost')
      if (!pathname.startsWith(`${BASE}/`)) return end(404)
      const body = await json(request).catch(() => undefined)
      end(...service.answer(request.method, pathname.slice(BASE.length + 1).split('/'), searchParams, body))
    })
    await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${server.address().port}${BASE}`
    return {
      profile: 'modality',
      baseUrl,
      target: { profile: 'modality', baseUrl, user: USER, password: PASSWORD },
      close: () => new Promise((resolve) => server.close(resolve)),
    }
  },
}
