import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { json } from '../reports/json.ts'
import type { Report, RequirementReport } from '../reports/model.ts'
import { ACTIVE, HOSTILE, hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'
import { withFigures } from './fixtures/report-figures.ts'

const schema = JSON.parse(readFileSync(new URL('../reports/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(schema)

describe('report.json', () => {
  it('holds the report, every verdict in it', async () => {
    await expect(json.write(everyVerdict())).toMatchFileSnapshot('golden/report.json.txt')
  })

  it('keeps hostile text as a value, and prints none of it raw', () => {
    const text = json.write(hostileReport())
    expect(JSON.parse(text)).toEqual(hostileReport().report)
    expect(JSON.parse(text).incompleteReason).toBe(HOSTILE)
    expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
  })
})

describe('report.schema.json', () => {
  it('takes a report with every verdict', () => {
    expect(validate(JSON.parse(json.write(everyVerdict()))), JSON.stringify(validate.errors)).toBe(true)
    expect(validate(JSON.parse(json.write(hostileReport()))), JSON.stringify(validate.errors)).toBe(true)
  })

  it('takes a figure of each kind', () => {
    expect(validate(JSON.parse(json.write(withFigures()))), JSON.stringify(validate.errors)).toBe(true)
  })

  it.each<[string, object]>([
    ['another kind', { kind: 'pie', title: 'x', steps: [] }],
    ['a key of another kind', { kind: 'steps', title: 'x', steps: [], slots: [] }],
    ['no title', { kind: 'steps', steps: [] }],
    ['another oddity', { kind: 'sets', title: 'x', rows: [{ label: 'y', members: [{ name: 'z', odd: 'strange' }] }] }],
    ['a slot without an end', { kind: 'calendar', title: 'x', slots: [{ start: '2026-03-02T08:00', label: 'y' }] }],
    ['a timeline from no moment', { kind: 'timeline', title: 'x', from: 'now', to: '2026-03-02T08:00:00Z', lanes: [] }],
  ])('refuses a figure with %s', (_, figure) => {
    const { report } = everyVerdict()
    Object.assign(first(report, 'pass'), { figures: [figure] })
    expect(validate(report)).toBe(false)
  })

  it.each<[string, (report: Report) => void]>([
    ['another version', (report) => Object.assign(report, { schemaVersion: 3 })],
    ['no targets', (report) => Object.assign(report, { targets: [] })],
    ['a key that it does not know', (report) => Object.assign(report, { extra: true })],
    ['a start that is no date', (report) => Object.assign(report, { startedAt: 'yesterday' })],
    [
      'a reason for being incomplete in a complete run',
      (report) => Object.assign(report, { incompleteReason: 'time' }),
    ],
    ['a negative count', (report) => Object.assign(report.targets[0]!.summary, { fail: -1 })],
    ['a verdict missing from the summary', (report) => Reflect.deleteProperty(report.targets[0]!.summary, 'waived')],
    ['another kind of target', (report) => Object.assign(report.targets[0]!, { kind: 'staging' })],
    ['no usage', (report) => Reflect.deleteProperty(report.targets[0]!, 'usage')],
    ['a window of no length', (report) => Object.assign(report.targets[0]!.rateLimit!, { windowSeconds: 0 })],
    ['another verdict', (report) => Object.assign(first(report, 'pass'), { verdict: 'ok' })],
    ['another level', (report) => Object.assign(first(report, 'pass'), { level: 'may' })],
    ['an ID out of form', (report) => Object.assign(first(report, 'pass'), { id: 'lab 3' })],
    ['no clause', (report) => Reflect.deleteProperty(first(report, 'pass'), 'clause')],
    [
      'a pass with something expected',
      (report) => Object.assign(first(report, 'pass'), { expected: 'a', actual: 'b' }),
    ],
    ['a fail without what was actual', (report) => Reflect.deleteProperty(first(report, 'fail'), 'actual')],
    ['a fail of an assumed rule', (report) => Object.assign(first(report, 'fail'), { level: 'assumed' })],
    ['a waived rule without its waiver', (report) => Reflect.deleteProperty(first(report, 'waived'), 'waiver')],
    [
      'a waiver of a rule that fails',
      (report) => Object.assign(first(report, 'fail'), { waiver: first(report, 'waived').waiver }),
    ],
    [
      'a waiver that expires on no day',
      (report) => Object.assign(first(report, 'waived').waiver!, { expires: '2026-02-30' }),
    ],
    ['a pass that leans on something', (report) => Object.assign(first(report, 'pass'), { leansOn: ['ITERO-LAB-01'] })],
  ])('refuses %s', (_, mutilate) => {
    const { report } = everyVerdict()
    mutilate(report)
    expect(validate(report)).toBe(false)
  })

  it('says the same as the type Report', () => {
    expect(shapeOfSchema(schema)).toEqual(shapeOfType())
  })
})

function first(report: Report, verdict: RequirementReport['verdict']): RequirementReport {
  return report.targets[0]!.requirements.find((rule) => rule.verdict === verdict)!
}

/** `string`, `"live" | "mock"`, `[item]`, or an object of these; optional properties end in a question mark. */
type Shape = string | [Shape] | { [property: string]: Shape }

interface SchemaNode {
  $ref?: string
  type?: string
  const?: unknown
  enum?: unknown[]
  items?: SchemaNode
  oneOf?: SchemaNode[]
  properties?: Record<string, SchemaNode>
  required?: string[]
}

function shapeOfSchema(node: SchemaNode): Shape {
  if (node.$ref) return shapeOfSchema(schema.$defs[node.$ref.replace('#/$defs/', '')])
  if (node.oneOf) return union(node.oneOf.map(shapeOfSchema))
  if (node.items) return [shapeOfSchema(node.items)]
  if (node.properties) {
    const name = (key: string) => (node.required?.includes(key) ? key : `${key}?`)
    return Object.fromEntries(Object.entries(node.properties).map(([key, inner]) => [name(key), shapeOfSchema(inner)]))
  }
  const values = node.enum ?? ('const' in node ? [node.const] : undefined)
  if (values) return union(values.map((value) => JSON.stringify(value)))
  return node.type === 'integer' ? 'number' : node.type!
}

function shapeOfType(): Shape {
  const file = new URL('../reports/model.ts', import.meta.url).pathname
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)!
  const report = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!).find(({ name }) => name === 'Report')!
  return shape(checker.getDeclaredTypeOfSymbol(report))

  function shape(type: ts.Type): Shape {
    if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean'
    if (type.isUnion()) return union(type.types.map(shape))
    if (type.isLiteral()) return JSON.stringify(type.value)
    if (checker.isArrayType(type)) return [shape(checker.getTypeArguments(type as ts.TypeReference)[0]!)]
    if (!(type.flags & ts.TypeFlags.Object)) return checker.typeToString(type)
    if (checker.getIndexInfosOfType(type).length > 0) return 'object'
    return Object.fromEntries(
      checker.getPropertiesOfType(type).map((property) => {
        const optional = property.flags & ts.SymbolFlags.Optional
        const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property))
        return [optional ? `${property.name}?` : property.name, shape(inner)]
      }),
    )
  }
}

function union(members: Shape[]): string {
  return members
    .map((member) => (typeof member === 'string' ? member : JSON.stringify(sorted(member))))
    .sort()
    .join(' | ')
}

/** Objects of a union are compared as text, so that the order of their properties must not matter. */
function sorted(shape: Shape): Shape {
  if (typeof shape === 'string') return shape
  if (Array.isArray(shape)) return [sorted(shape[0])]
  return Object.fromEntries(
    Object.entries(shape)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
