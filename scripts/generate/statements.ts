import { isSeq, LineCounter, type Node, parseDocument, type Range, visit } from 'yaml'
import { COMMAND, type GeneratedFile } from './generated-file.ts'

/** A statement of a document, by where its first key or its name stands: line and columns count from 1, the end is past it. */
type Place = [line: number, column: number, endColumn: number]

/**
 * `reports/statements.gen.ts`: for each requirement the statements of the OpenAPI document that are traced to it. The
 * first is the one that speaks of the fewest other requirements: that is where a reader finds what was broken.
 *
 * @param documents the text of each `openapi/<profile>.yaml`
 */
export function statementsModule(documents: readonly string[]): GeneratedFile {
  const statements = documents.flatMap(tracedStatements)
  const ids = [...new Set(statements.flatMap((one) => one.requirements))].sort()
  const rows = ids.map((id) => {
    const traced = statements.filter((one) => one.requirements.includes(id))
    const places = traced
      .sort((one, other) => one.requirements.length - other.requirements.length)
      .map(({ place }) => `[${place.join(', ')}]`)
    return `  '${id}': [${places.join(', ')}],\n`
  })
  return {
    path: 'reports/statements.gen.ts',
    text: `// Generated from openapi/*.yaml by \`${COMMAND}\`. Do not edit.
/** Where the statements traced to a requirement stand in \`openapi/<profile>.yaml\`: line, column, end column. */
export const statements: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
${rows.join('')}}
`,
  }
}

function tracedStatements(yaml: string): { requirements: string[]; place: Place }[] {
  const lines = new LineCounter()
  const found: { requirements: string[]; place: Place }[] = []
  visit(parseDocument(yaml, { lineCounter: lines }), {
    Map(_, map, ancestors) {
      const traced = map.get('x-requirements')
      if (!isSeq(traced)) return
      const parent = ancestors.at(-1)
      // What a pair holds goes by its key; an item of a list, by its own first key.
      const named = parent && 'key' in parent ? parent.key : map.items[0]!.key
      const [start, end] = (named as Node).range as Range
      const { line, col } = lines.linePos(start)
      found.push({ requirements: traced.toJSON() as string[], place: [line, col, col + end - start] })
    },
  })
  return found
}
