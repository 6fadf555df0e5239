import { Ending, endingOf, InboxApi, jsonOf, Lost } from './api.mjs'

/** The waits before a list is read again that could not be had. */
const READ_WAITS_MS = [1000, 2000]
/** The waits before a push is sent again: it is not to be lost. */
const PUSH_WAITS_MS = [500, 1000, 2000, 4000, 8000]

const LOGIN_VENDOR = 'medit-link'

/** A client of a scanner inbox hub, by the jobs that a driver is given. */
export class InboxClient extends InboxApi {
  /** Does a job, and resolves with how it ended. */
  async perform(job, input) {
    try {
      return { status: 'done', result: await this.job(job, input) }
    } catch (error) {
      if (error instanceof Ending) return { status: error.status, reason: error.message, field: error.field }
      if (error instanceof Lost) return { status: 'uncertain', reason: error.message }
      return { status: 'failed', reason: error.message }
    }
  }

  async job(job, input) {
    switch (job) {
      case 'list-inboxes':
        return { inboxes: (await this.inboxes()).map((inbox) => this.shown(inbox)) }
      case 'connect':
        return this.connect(input)
      case 'list-cases':
        return { cases: (await this.cases(input.vendor)).map(({ caseId, vendor }) => ({ caseId, vendor })) }
      case 'push-case':
        return this.pushCase(input)
      default:
        throw new Ending('failed', `there is no job ${job}`)
    }
  }

  async inboxes() {
    return (await this.read('inboxes')).inboxes
  }

  /** States, vendors and reasons may be added to the profile: they are shown as they come. */
  shown({ inboxId, vendor, state, warning }) {
    return { inboxId, vendor, state, needsAction: warning != null, action: warning?.action ?? null }
  }

  async cases(vendor) {
    return (await this.read(vendor === undefined ? 'cases' : `cases?vendor=${encodeURIComponent(vendor)}`)).cases
  }

  /** A read may be repeated: an outage, or a lost connection, may be over by the next try. */
  async read(resource) {
    for (const ms of [...READ_WAITS_MS, undefined]) {
      try {
        return jsonOf(await this.call('GET', resource))
      } catch (error) {
        const mayPass = error instanceof Lost || error.status === 'unavailable'
        if (ms === undefined && mayPass) throw new Ending('unavailable', error.message)
        if (!mayPass) throw error
      }
      await this.pause(ms)
    }
  }

  /** A company has one inbox of a vendor: what it has already is not asked for again. */
  async connect({ vendor, username, password }) {
    const login = vendor === LOGIN_VENDOR ? { username, password } : {}
    const { inboxId, state, authorizationUrl } = jsonOf(await this.call('POST', 'inboxes', { vendor, ...login }))
    return { inboxId, state, ...(authorizationUrl && { authorizationUrl }) }
  }

  /** The same event is sent until the hub has it. What the hub refuses it would refuse again. */
  async pushCase({ eventId, caseId, createdAt, patientName }) {
    const event = { eventId, accountId: this.credentials.accountId, caseId, createdAt, patientName }
    let last = 'nothing was sent'
    for (const ms of [0, ...PUSH_WAITS_MS]) {
      if (ms > 0) await this.pause(ms)
      try {
        const answer = await this.push(event)
        if (answer.status >= 200 && answer.status < 300) return {}
        if (answer.status < 500) throw endingOf(answer)
        last = `the hub answered ${answer.status}`
      } catch (error) {
        if (!(error instanceof Lost)) throw error
        last = error.message
      }
    }
    throw new Ending('uncertain', last)
  }
}
