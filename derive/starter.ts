import { basename } from 'node:path'
import type { Operation, SecurityScheme } from './api.ts'
import { readApi } from './reader.ts'
import { readSource } from './source.ts'

/** What a profile of one's own starts from: the texts of its manifest and of its register. */
export interface Starter {
  manifest: string
  register: string
}

/**
 * A manifest that has the rules of a document, and one of one's own beside them: an operation that asks for nothing answers
 * in time.
 *
 * @param path absolute
 * @param openapi the same, as the manifest is to name it
 * @param name the profile's
 * @throws ProfileError where the document cannot be read.
 */
export async function starterOf(path: string, openapi: string, name: string): Promise<Starter> {
  const file = basename(path)
  const api = readApi(await readSource(path, file))
  const asksForNothing = ({ method, path, parameters }: Operation) =>
    method === 'GET' && !path.includes('{') && !parameters.some(({ required }) => required)
  const operation = api.operations.find(asksForNothing) ?? api.operations[0]
  const [method, at] = [operation?.method ?? 'GET', api.basePath + (operation?.path ?? '/')]
  const headers = Object.entries(operation?.security[0] ?? {}).flatMap(([scheme]) =>
    headerOf(scheme, api.schemes[scheme]),
  )
  const id = `${name.toUpperCase()}-OWN-01`
  const title = api.title.replace(/\s+/g, ' ').trim() || name
  return {
    manifest: `import { broken, defineProfile, holds, rule${headers.length > 0 ? ', secret' : ''} } from 'bitewing/profile'

/** Judges a server by ${file}, and by rules of your own. */
export default defineProfile({
  name: ${JSON.stringify(name)},
  title: ${JSON.stringify(title)},
  openapi: ${JSON.stringify(openapi)},
  // The rules that the document gives stand beside these.
  derive: true,
  requirements: './${name}.requirements.yaml',
  rules: {
    ${JSON.stringify(id)}: rule({
      probe: ({ send${headers.length > 0 ? ', settings' : ''} }) =>
        send({
          operation: ${JSON.stringify(operation?.id ?? 'root')},
          method: ${JSON.stringify(method)},
          path: ${JSON.stringify(at)},${headers.length > 0 ? `\n          headers: {\n${headers.join('\n')}\n          },` : ''}
        }),
      judge: (exchange) =>
        exchange.durationMs < 2000
          ? holds('answered within 2 s', [exchange])
          : broken('an answer within 2 s', \`it took \${Math.round(exchange.durationMs)} ms\`, [exchange]),
    }),
  },
})
`,
    register: `# Rules of your own: one row each. The level is must for what a document states, should for what it recommends, and
# assumed for what it leaves open.
- id: ${id}
  level: should
  title: ${JSON.stringify(`${operation?.id ?? 'the server'} answers within two seconds`)}
  clause:
    document: ${JSON.stringify(file)}
    section: ${JSON.stringify(operation?.pointer ?? '/')}
    quote: Put the sentence here that the rule rests on.
`,
  }
}

/** A line of the probe's headers, for a scheme that is sent in one. */
function headerOf(name: string, scheme: SecurityScheme | undefined): string[] {
  const auth = `settings.auth?.[${JSON.stringify(name)}]`
  const line = (header: string, value: string) => `            ${JSON.stringify(header)}: secret(${value}),`
  if (scheme?.type === 'apiKey') return scheme.in === 'header' ? [line(scheme.name ?? name, `${auth}?.value`)] : []
  if (scheme?.scheme === 'basic')
    return [line('authorization', `${auth} && \`Basic \${btoa(\`\${${auth}.user}:\${${auth}.password}\`)}\``)]
  return scheme && scheme.type !== 'mutualTLS' ? [line('authorization', `${auth} && \`Bearer \${${auth}.token}\``)] : []
}
