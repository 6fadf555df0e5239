import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { junit } from '../reports/junit.ts'
import { ACTIVE, hostileReport, longReport } from './fixtures/hostile-report.ts'
import { everyVerdict, run } from './fixtures/report.ts'
import { xsdFault } from './support/xml.ts'

interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

type Node = Record<string, unknown>

const parser = new XMLParser({
  ignoreAttributes: false,
  preserveOrder: true,
  attributeNamePrefix: '',
  trimValues: false,
})

function parsed(xml: string): Element {
  expect(XMLValidator.validate(xml)).toBe(true)
  const nodes = (parser.parse(xml) as Node[]).filter((node) => !('?xml' in node))
  return elements(nodes).find(({ name }) => name === 'testsuites')!
}

function elements(nodes: Node[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')!
    if (name === '#text') return []
    const inner = node[name] as Node[]
    const text = inner.map((child) => child['#text'] ?? '').join('')
    return [{ name, attributes: (node[':@'] ?? {}) as Record<string, string>, children: elements(inner), text }]
  })
}

function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
}

const SCHEMA = new URL('schemas/junit-10.xsd', import.meta.url)

describe('junit.xml', () => {
  it('holds every verdict', async () => {
    await expect(junit.write(everyVerdict())).toMatchFileSnapshot('golden/junit.xml')
  })

  it.each([
    ['every verdict', everyVerdict],
    ['hostile text, and a run that broke off', hostileReport],
    ['a line of 5 MB', longReport],
  ])("is valid by Jenkins's schema with %s", (_, input) => {
    expect(xsdFault(junit.write(input()), SCHEMA)).toBeUndefined()
  })

  it("is refused by Jenkins's schema with an attribute that it does not know", () => {
    const spoilt = junit.write(everyVerdict()).replace('<testsuite ', '<testsuite verdict="fail" ')
    expect(xsdFault(spoilt, SCHEMA)).toContain("The attribute 'verdict' is not allowed")
  })

  it('is a suite for each area of each target, a case for each requirement, with the counts of what is in it', () => {
    const { report } = everyVerdict()
    const root = parsed(junit.write({ report, exchanges: [] }))
    expect(root.children.map((suite) => suite.attributes.name)).toEqual([
      'staging: Authorization',
      'staging: Lab rule, on createNewOrder',
      'staging: Status codes',
      'staging: Rate limit',
      'booking: Key and headers',
    ])
    const ids = report.targets.flatMap((target) => target.requirements.map((rule) => rule.id))
    expect(all(root, 'testcase').map((one) => one.attributes.name!.split(' ')[0])).toEqual(ids)
    for (const suite of root.children) {
      expect(suite.attributes).toMatchObject({
        tests: String(all(suite, 'testcase').length),
        failures: String(all(suite, 'failure').length),
        skipped: String(all(suite, 'skipped').length),
        errors: '0',
      })
    }
    expect(root.attributes).toMatchObject({ tests: String(ids.length), failures: '2', errors: '0' })
  })

  it('fails for fail alone, with expected, actual and clause', () => {
    const root = parsed(junit.write(everyVerdict()))
    const verdictOf = new Map(
      everyVerdict().report.targets.flatMap((one) => one.requirements.map((rule) => [rule.id, rule])),
    )
    for (const testCase of all(root, 'testcase')) {
      const rule = verdictOf.get(testCase.attributes.name!.split(' ')[0]!)!
      const outcome = { fail: ['failure'], warn: ['system-out'], pass: [] as string[] }[rule.verdict as string] ?? [
        'skipped',
      ]
      expect(
        testCase.children.map((child) => child.name),
        rule.id,
      ).toEqual(outcome)
    }
    const [failure] = all(root, 'failure')
    expect(failure!.attributes.message).toBe(
      'expected 400, one of the parameters is not valid; actual 200, the target created scan 700123456789012345679',
    )
    expect(failure!.text).toContain('Map IDs that have a lab require an ID in this field.')
    expect(all(root, 'skipped').map((skipped) => skipped.attributes.type)).toEqual([
      'waived',
      'inconclusive',
      'not-applicable',
    ])
  })

  it('tells in each suite of a target what was left behind there', () => {
    const root = parsed(junit.write(everyVerdict()))
    const left = root.children.map((suite) =>
      all(suite, 'property')
        .filter(({ attributes }) => attributes.name === 'leftBehind')
        .map(({ attributes }) => attributes.value),
    )
    const lines =
      'patient Åsa Synth, 1990-02-01-0042 (booking-0002); booking 17 (booking-w002, perhaps: no answer tells)'
    expect(left).toEqual([[], [], [], [], [lines]])
  })

  it('is an error where the run broke off', () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'interrupted' })
    const root = parsed(junit.write({ report, exchanges: [] }))
    expect(root.attributes.errors).toBe('1')
    expect(all(root, 'error').map((error) => error.attributes.message)).toEqual(['interrupted'])
  })

  it('carries hostile text as text', () => {
    const xml = junit.write(hostileReport())
    expect(xml.replaceAll('\n', '')).not.toMatch(ACTIVE)
    const root = parsed(xml)
    expect(all(root, 'failure')).toHaveLength(2)
    expect(all(root, 'script')).toEqual([])
    expect(all(root, 'failure')[0]!.attributes.message).toContain('\\x1b[2J')
  })
})
