/** A client of the scanning tool as a partner writes one; each part of it can be replaced by one with a fault. */
export interface IteroCredentials {
  user: string
  password: string
  companyId: number
  scannerSerialNumber: string
}

export interface Sent {
  method?: string
  path?: string
  headers?: Record<string, string | undefined>
  body?: unknown
  /** The body as it goes over the wire. */
  wire?: string | Uint8Array
}

const CREATE = '/api/v1/order/create-new-order'
export const CREATE_BY_RX = '/api/v1/order/create-new-order-by-rx'
export const MAPS = '/api/v1/presets/available-procedure-maps'

interface ProcedureMap {
  procedureMapId: number
  sendTo: string
}

export class IteroClient {
  constructor(
    private readonly baseUrl: string,
    readonly credentials: IteroCredentials,
  ) {}

  async send({ method = 'POST', path = CREATE, headers = {}, body, wire }: Sent): Promise<Response | undefined> {
    const all = { 'content-type': 'application/json', authorization: this.basic(), ...headers }
    const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined)
    const content = wire ?? (body === undefined ? undefined : JSON.stringify(body))
    try {
      const answer = await fetch(this.baseUrl + path, {
        method,
        headers: Object.fromEntries(given),
        ...(content === undefined ? {} : { body: content as BodyInit }),
      })
      await answer.arrayBuffer()
      return answer
    } catch {
      return undefined
    }
  }

  basic(user = this.credentials.user, password = this.credentials.password): string {
    return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  }

  async maps(headers: Record<string, string> = {}): Promise<ProcedureMap[]> {
    const answer = await fetch(this.baseUrl + MAPS, { headers })
    return answer.ok ? ((await answer.json()) as { procedureMaps: ProcedureMap[] }).procedureMaps : []
  }

  /** The order of a map that is sent there. */
  async order(sendTo: string, labId: number | null): Promise<Record<string, unknown>> {
    const { companyId, scannerSerialNumber } = this.credentials
    const map = (await this.maps()).find((one) => one.sendTo === sendTo)
    return {
      companyId,
      scannerSerialNumber,
      procedureMapId: map?.procedureMapId,
      patient: PATIENT,
      notes: 'one\ntwo',
      labId,
    }
  }
}

export const PATIENT = {
  firstName: 'Åsa',
  lastName: 'Öberg',
  chartNumber: 'C-1',
  gender: 1,
  dateOfBirth: '1980-02-29',
  zipCode: '01234',
}
