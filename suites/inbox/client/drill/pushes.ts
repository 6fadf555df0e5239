import { faker } from '@faker-js/faker/locale/en'
import type { DrillJudge, Interception, Situation, Stage } from '../../../../engine/drill.ts'
import { answerInWords } from '../../../../engine/drill.ts'
import type { Exchange } from '../../../../engine/exchange.ts'
import { broken, drawn, holds } from '../../../../engine/finding.ts'
import { overTime } from '../../../../engine/over-time.ts'
import { status } from '../../../../engine/status.ts'
import { endOf, seenLateMs, type Traffic } from '../../../../engine/traffic.ts'
import { times } from '../../../../engine/words.ts'
import { caseId, patientName } from '../../../../generators/inbox.ts'
import { seeded } from '../../../../generators/seeded.ts'
import { drillHub, type Fields } from './hub.ts'

const pushesIn = ({ exchanges }: Traffic) => exchanges.filter(({ operation }) => operation === 'receivePush')

/** "At least three times in 20 s." */
const TRIES_WITHIN_MS = 20_000

/** What the client let pass between these tries: how long it waited for answers is not its own. */
const waitedIn = (tries: readonly Exchange[], traffic: Traffic): number =>
  tries.reduce((sum, { at }, nth) => {
    const before = tries[nth - 1]
    return before ? sum + Math.max(0, at - endOf(before) - seenLateMs(traffic, at)) : sum
  }, 0)

/** Broken by when these pushes were sent, or were not. */
const brokenOver = (wanted: string, actual: string, pushes: readonly Exchange[], odd: readonly Exchange[] = []) => {
  const finding = broken(wanted, actual, pushes)
  return pushes.length === 0 ? finding : drawn(finding, overTime('The push', pushes, new Set(odd)))
}

/** A push is sent until it was accepted, and said to be done only then. */
const sendsUntilAccepted: DrillJudge = ({ traffic, answer, expected }) => {
  const { lost } = expected as { lost: number }
  const pushes = pushesIn(traffic)
  const wanted = `sent again until it is accepted (${lost} are lost), within 20 s, and done`
  const often = `it was sent ${times(pushes.length)}`
  const taken = pushes.findIndex((one) => status(one) === 202)
  if (taken < 0) {
    return brokenOver(wanted, `${often}, none was accepted, and the client answered ${answerInWords(answer)}`, pushes)
  }
  const tookMs = waitedIn(pushes.slice(0, taken + 1), traffic)
  if (tookMs > TRIES_WITHIN_MS)
    return brokenOver(wanted, `it was accepted ${tookMs / 1000} s after the first try`, pushes, pushes.slice(taken))
  return answer.status === 'done'
    ? holds(`${often}, until it was accepted`)
    : broken(wanted, `it was accepted, and the client answered ${answerInWords(answer)}`, pushes)
}

/** What is refused for what it is would be refused again. */
const leavesWhatIsRefused: DrillJudge = ({ traffic, answer }) => {
  const pushes = pushesIn(traffic)
  const wanted = 'sent once, and refused or failed'
  if (pushes.length > 1) return brokenOver(wanted, `it was sent ${times(pushes.length)}`, pushes, pushes.slice(1))
  return answer.status === 'refused' || answer.status === 'failed'
    ? holds('a refused push was left alone, and reported')
    : broken(wanted, `the client answered ${answerInWords(answer)}`, pushes)
}

function event(seed: number): Fields {
  const drawn = seeded(faker, seed, 'drill push')
  const eventId = `evt-${drawn.string.alphanumeric(12)}`
  const minute = String(seed % 60).padStart(2, '0')
  return { eventId, caseId: caseId(seed), createdAt: `2026-03-01T10:${minute}:00Z`, patientName: patientName(seed) }
}

interface PushSituation {
  name: string
  summary: string
  intercept?: Stage['intercept']
  expected?: Fields
  secret?: 'another'
  judge: DrillJudge
}

const pushSituation = ({ name, summary, intercept, expected, secret, judge }: PushSituation): Situation => ({
  name,
  summary,
  job: 'push-case',
  async stage(hands) {
    const hub = await drillHub(hands)
    await hub.connect('shining-3d')
    return {
      input: event(hub.seed),
      ...(expected ? { expected } : {}),
      ...(intercept ? { intercept } : {}),
      ...(secret ? { credentials: { pushSecret: `revoked${hub.seed}secret`, accountId: hub.companyId } } : {}),
    }
  },
  judges: { 'INBOX-CLIENT-24': judge },
  overtime: ['INBOX-CLIENT-24'],
})

const answered = (code: number): Interception => ({
  answer: {
    status: code,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title: 'Not taken', status: code }),
  },
})

const LOSSES = {
  before: { lose: 'before' },
  after: { lose: 'after' },
  500: answered(500),
  503: answered(503),
} satisfies Record<string, Interception>
const WORDS = {
  before: 'lost with its connection',
  after: 'taken, and its answer lost',
  500: 'answered 500',
  503: 'answered 503',
}
type Loss = keyof typeof LOSSES

/** The first pushes are lost, one after the other; what follows is taken. */
const losing = (...losses: readonly Loss[]): PushSituation => ({
  name: `push-lost-${losses.join('-')}`,
  summary: `A push is ${losses.map((loss) => WORDS[loss]).join(', then ')}, and then taken.`,
  intercept: ({ operation, nth }) =>
    operation === 'receivePush' && nth <= losses.length ? LOSSES[losses[nth - 1] as Loss] : undefined,
  expected: { lost: losses.length },
  judge: sendsUntilAccepted,
})

const refusing = (code: number): PushSituation => ({
  name: `push-refused-with-${code}`,
  summary: `A push is refused: ${code}.`,
  ...(code === 401
    ? { secret: 'another' }
    : { intercept: ({ operation }) => (operation === 'receivePush' ? answered(code) : undefined) }),
  judge: leavesWhatIsRefused,
})

/** Pushes that are taken at once, that are lost, and that are refused. */
export const pushSituations: readonly Situation[] = [
  losing(503, 503, 503),
  losing('before', 500, 503),
  losing(500, 500),
  losing('before', 'before'),
  losing('after', 503),
  losing('before'),
  losing('after'),
  losing(500),
  losing(503),
  {
    name: 'push-taken',
    summary: 'A push is taken at once.',
    expected: { lost: 0 },
    judge: sendsUntilAccepted,
  } satisfies PushSituation,
  refusing(401),
  refusing(403),
  refusing(400),
].map(pushSituation)
