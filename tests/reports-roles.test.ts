import { expect, test } from 'vitest'
import { observedNamed } from '../profiles/traffic.ts'
import { requirementReport } from '../reports/assemble.ts'
import { csv } from '../reports/csv.ts'
import { ctrf } from '../reports/ctrf.ts'
import { compare } from '../reports/diff/compare.ts'
import { diffText } from '../reports/diff/text.ts'
import { annotations } from '../reports/github.ts'
import { har } from '../reports/har.ts'
import { junit } from '../reports/junit.ts'
import { markdown } from '../reports/markdown.ts'
import type { Report, ReportInput, TargetReport } from '../reports/model.ts'
import { matricesOf } from '../reports/page/matrix.ts'
import { linkTo, placeOf } from '../reports/page/route.ts'
import { sarif } from '../reports/sarif.ts'
import { everyVerdict } from './fixtures/report.ts'

/** What a proxy saw of a client and of its server: two entries of one name. */
function bothRoles(verdict: 'pass' | 'fail' = 'fail'): ReportInput {
  const { report, exchanges } = everyVerdict()
  const server = report.targets[0]!
  const [rule] = server.requirements
  const judged = { ...rule!, id: 'ITERO-CLIENT-06', area: 'Clients', verdict, operations: ['createNewOrder'] }
  const summary = { pass: 0, fail: 0, warn: 0, inconclusive: 0, waived: 0, notApplicable: 0, [verdict]: 1 }
  const client: TargetReport = { ...server, role: 'client', requirements: [judged], summary }
  return { report: { ...report, targets: [client, { ...server, role: 'server' }] }, exchanges }
}

const from = (report: Report) => ({ from: 'out', report })

test('two runs are compared role by role', () => {
  const [a, b] = [bothRoles('pass').report, bothRoles('fail').report]
  const { targets } = compare(from(a), from(b))
  expect(targets.map(({ a: one, b: other, changes }) => [one?.role, other?.role, changes.map(({ id }) => id)])).toEqual(
    [
      ['client', 'client', ['ITERO-CLIENT-06']],
      ['server', 'server', []],
    ],
  )
  expect(diffText(compare(from(a), from(b)))).toContain('staging (client) · itero')
  // Called otherwise: still one of each role.
  const renamed = { ...b, targets: b.targets.map((target) => ({ ...target, name: 'production' })) }
  expect(compare(from(a), from(renamed)).targets.map(({ a: one, b: other }) => [one?.role, other?.role])).toEqual([
    ['client', 'client'],
    ['server', 'server'],
  ])
  // A report of version 1 has servers alone.
  const { role: _, ...server } = a.targets[1]!
  expect(
    compare(from({ ...a, targets: [server] }), from(b)).targets.map(({ a: one, b: other }) => [one?.role, other?.role]),
  ).toEqual([
    ['server', 'server'],
    [undefined, 'client'],
  ])
})

test('the page has a place for each role, and compares only what has one register', () => {
  const { report } = bothRoles()
  const links = [0, 1].map((target) => linkTo(report, { target }))
  expect(new Set(links).size).toBe(2)
  expect(links.map((link) => placeOf(report, link, undefined))).toEqual([{ target: 0 }, { target: 1 }])
  expect(placeOf(report, linkTo(report, { target: 0, rule: 'ITERO-CLIENT-06' }), 1)).toEqual({
    target: 0,
    rule: 'ITERO-CLIENT-06',
  })
  expect(matricesOf(report.targets)).toEqual([])
  const four = [...report.targets, ...report.targets]
  expect(matricesOf(four).map(({ role, targets }) => [role, targets])).toEqual([
    ['server', [1, 3]],
    ['client', [0, 2]],
  ])
})

test('every format tells the roles apart', () => {
  const input = bothRoles()
  const suites = [...junit.write(input).matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)
  expect(suites).toContain('staging (client): Clients')
  expect(new Set(suites).size).toBe(suites.length)
  expect(markdown.write(input)).toContain('| `staging (client)` |')
  expect(markdown.write(input)).toContain('staging (client) breaks 1 documented rule')
  const { results } = JSON.parse(ctrf.write(input))
  const ofClient = results.tests.filter(({ labels }: { labels?: { role?: string } }) => labels?.role === 'client')
  expect(ofClient.map(({ suite }: { suite: string[] }) => suite)).toEqual([['staging (client)', 'Clients']])
  const [run] = JSON.parse(sarif.write(input)).runs
  const roles = run.results.map(({ ruleId, properties }: { ruleId: string; properties: { role?: string } }) => [
    ruleId,
    properties.role,
  ])
  expect(roles.filter(([, role]: string[]) => role === 'client')).toEqual([['ITERO-CLIENT-06', 'client']])
  expect(run.properties.targets.map(({ role }: { role?: string }) => role)).toEqual(['client', undefined])
  const [head, first] = csv.write(input).split('\r\n')
  expect([head!.endsWith(',role'), first!.endsWith(',client')]).toEqual([true, true])
  expect(annotations(input.report, () => false)[0]).toContain('staging (client)%3A ITERO-CLIENT-06')
  const { pages } = JSON.parse(har.write(input)).log
  expect(pages.map(({ id }: { id: string }) => id)).toEqual(['staging'])
})

test('a rule about clients tells the rules of servers by the same words', async () => {
  const { requirements } = await observedNamed('itero')
  const row = requirements.client.find(({ id }) => id === 'ITERO-CLIENT-06')!
  const finding = { outcome: 'holds', message: 'it holds', exchanges: [] } as const
  const { sameClause } = requirementReport(row, { ...finding, exchanges: [] }, 0, [], '2026-01-01')
  expect(sameClause).toEqual(expect.arrayContaining(['ITERO-LAB-03', 'ITERO-LAB-04']))
  const known = requirements.server.map(({ id }) => id)
  expect(requirements.client.flatMap((one) => one.sameClause ?? []).filter((id) => !known.includes(id))).toEqual([])
})
