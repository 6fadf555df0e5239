import type { Content } from '../../openapi/document.ts'
import { token } from './openapi-node.ts'

/** JSON pointer to the schema of a body; undefined where the document describes none. */
export function schemaPointerOf({ content }: { content?: Content }, pointer: string): string | undefined {
  const described = Object.entries(content ?? {}).find(([, { schema }]) => schema !== undefined)
  return described && `${pointer}/content/${token(described[0])}/schema`
}
