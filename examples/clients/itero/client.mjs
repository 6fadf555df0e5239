import { setTimeout as wait } from 'node:timers/promises'

const MAPS = '/api/v1/presets/available-procedure-maps'
const CREATE = '/api/v1/order/create-new-order'
const CREATE_BY_RX = '/api/v1/order/create-new-order-by-rx'

/** Longer than a slow server takes, shorter than anybody waits. */
const ANSWER_MS = 15_000
/** Clocks and the network differ by so much. */
const MARGIN_MS = 150
/** "No type" as servers write it. */
const NO_TYPE = ['', 'na', 'n/a', '/', '-']

/** Why a scan was not created: one of the statuses that a driver answers with. */
class ScanError extends Error {
  /**
   * @param {'refused' | 'unavailable' | 'uncertain' | 'failed'} status
   * @param {string} reason
   */
  constructor(status, reason) {
    super(reason)
    this.status = status
  }
}

/** A client of the iTero scanning tool. */
export class IteroClient {
  /** When the cases of the last window were answered. */
  cases = []

  constructor(baseUrl, credentials) {
    this.baseUrl = baseUrl
    this.credentials = credentials
  }

  /** Every map that the server lists. "No authorization is required for this call." */
  async listMaps() {
    const { status, body } = await this.call('GET', MAPS)
    if (status !== 200 || !Array.isArray(body?.procedureMaps))
      throw new ScanError('failed', `no list of maps: ${status}`)
    return body.procedureMaps
  }

  /** Creates a scan for a new patient. */
  async createScan(scan) {
    return this.create(CREATE, this.bodyOf(scan, this.findMap(await this.listMaps(), scan)))
  }

  /** Creates a scan for an RX that exists. */
  async createScanByRx(scan) {
    return this.create(CREATE_BY_RX, this.bodyByRx(scan, this.findMap(await this.listMaps(), scan)))
  }

  /** Creates many scans, within the limit; what the server says no to is left out. */
  async createScans(scans) {
    const maps = await this.listMaps()
    const created = []
    const refused = []
    for (const [index, scan] of scans.entries()) {
      try {
        const { orderId } = await this.create(CREATE, this.bodyOf(scan, this.findMap(maps, scan)))
        created.push({ index, orderId })
      } catch (error) {
        if (error.status !== 'refused' || error.concernsAll) throw error
        refused.push({ index, reason: error.message })
      }
    }
    return { created, refused }
  }

  /** The map of a procedure, a type (or none) and a place to send to. */
  findMap(maps, { procedure, type, sendTo }) {
    const map = maps.find(
      (one) => this.isSame(one.procedure, procedure) && this.isType(one.type, type) && one.sendTo === sendTo,
    )
    if (!map) throw new ScanError('refused', `there is no map for ${procedure}, ${type ?? 'no type'}, ${sendTo}`)
    return map
  }

  isSame(one, other) {
    return String(one).trim().toLowerCase() === other.trim().toLowerCase()
  }

  isType(listed, type) {
    if (type !== null) return this.isSame(listed, type)
    return listed === null || NO_TYPE.includes(listed.trim().toLowerCase())
  }

  labFor(map, labs) {
    if (map.sendTo === 'restoLab') return labs.resto
    return map.sendTo === 'orthoLab' ? labs.ortho : null
  }

  bodyOf({ patient, notes, labs }, map) {
    const { gender, ...rest } = patient
    return {
      ...this.placeOf(map, labs),
      patient: { ...rest, gender: gender === 'male' ? 0 : 1 },
      ...(notes === undefined ? {} : { notes }),
    }
  }

  bodyByRx({ rxId, labs }, map) {
    return { ...this.placeOf(map, labs), rxId }
  }

  placeOf(map, labs) {
    const { companyId, scannerSerialNumber } = this.credentials
    return { companyId, scannerSerialNumber, procedureMapId: map.procedureMapId, labId: this.labFor(map, labs) }
  }

  /** Sends a creation once there is room for it; one that the limit refuses made no scan, and is sent again. */
  async create(path, body) {
    for (;;) {
      await this.roomForOne()
      const answer = await this.call('POST', path, body)
      if (answer.status !== 429) return this.orderIn(answer)
      await wait(this.retryAfterMs(answer) + MARGIN_MS)
    }
  }

  /** Retry-After is a number of seconds or a date; without it the window has to pass. */
  retryAfterMs({ headers }) {
    const value = headers.get('retry-after') ?? String(this.credentials.rateLimit.windowSeconds)
    const seconds = Number(value)
    return Number.isNaN(seconds) ? Math.max(0, Date.parse(value) - Date.now()) : seconds * 1000
  }

  async roomForOne() {
    const { cases, windowSeconds } = this.credentials.rateLimit
    const oldest = this.cases.at(-cases)
    if (oldest !== undefined) await wait(Math.max(0, oldest + windowSeconds * 1000 + MARGIN_MS - Date.now()))
  }

  /** What a creation was answered with: a scan with all its fields, or the reason why there is none. */
  orderIn({ status, body }) {
    if (status === 400) throw new ScanError('refused', `the server refuses the scan: ${JSON.stringify(body)}`)
    if (status === 401)
      throw Object.assign(new ScanError('refused', 'the credentials are refused'), { concernsAll: true })
    if (status >= 500) throw new ScanError('uncertain', `the server answered ${status}`)
    const { orderId, orderCode, patientGuid, rxGuid } = body ?? {}
    const isWhole =
      Number.isInteger(orderId) && [orderCode, patientGuid, rxGuid].every((one) => typeof one === 'string' && one)
    if (status !== 200 || !isWhole) throw new ScanError('uncertain', `the server answered ${status} without a scan`)
    this.cases.push(Date.now())
    return { orderId, orderCode, patientGuid, rxGuid }
  }

  /** One request; `body` is what the answer holds as JSON, undefined where it is none. */
  async call(method, path, body) {
    try {
      const answer = await fetch(this.baseUrl + path, this.requestOf(method, body))
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: jsonIn(text) }
    } catch (error) {
      const reason = `no answer: ${error.cause?.message ?? error.message}`
      throw new ScanError(method === 'POST' ? 'uncertain' : 'failed', reason)
    }
  }

  requestOf(method, body) {
    const signal = AbortSignal.timeout(ANSWER_MS)
    if (method === 'GET') return { method, signal }
    const { user, password } = this.credentials
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    return {
      method,
      signal,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  }
}

function jsonIn(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
