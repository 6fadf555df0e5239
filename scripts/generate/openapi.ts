import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { parse } from 'yaml'
import { type GeneratedFile, header } from './generated-file.ts'

/** `openapi/types/<profile>.ts` and `openapi/<profile>.gen.ts`, from `openapi/<profile>.yaml`. */
export async function openapiModules(profile: string, yaml: string): Promise<GeneratedFile[]> {
  const source = `openapi/${profile}.yaml`
  const document = parse(yaml) as OpenAPI3
  return [
    {
      path: `openapi/${profile}.gen.ts`,
      text: `${header(source)}import type { OpenApiDocument } from './document.ts'

export const document: OpenApiDocument = ${JSON.stringify(document, null, 2)}
`,
    },
    {
      path: `openapi/types/${profile}.ts`,
      // A copy: openapi-typescript writes into the object that it is given.
      text: header(source) + astToString(await openapiTS(structuredClone(document), { silent: true })),
    },
  ]
}
