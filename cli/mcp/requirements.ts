import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import type { Requirement } from '../../engine/requirement.ts'
import { listOr } from '../../engine/words.ts'
import { BUILT_IN } from '../../profiles/index.ts'
import { configurationAt, rulesOf, targetsOf } from '../known-targets.ts'
import { nearest } from '../nearest.ts'
import { usageError } from '../usage-error.ts'
import { answer } from './answer.ts'
import type { Workplace } from './workplace.ts'

const READS = { readOnlyHint: true, openWorldHint: false }

/** Tools that tell what is judged. */
export function addRequirements(server: McpServer, { place }: Workplace): void {
  server.registerTool(
    'list_profiles',
    {
      title: 'List profiles and targets',
      description: 'The built-in profiles, and what can be judged: targets of the configuration and embedded mocks.',
      annotations: READS,
    },
    () =>
      answer(async () => {
        const { configuration, fault } = await configurationAt(place)
        return {
          profiles: BUILT_IN.map(({ name, title }) => ({ name, title })),
          targets: targetsOf(configuration),
          ...(fault ? { fault } : {}),
        }
      }),
  )
  server.registerTool(
    'list_requirements',
    {
      title: 'List requirements',
      description: 'The requirements that a target or a profile is judged by: ID, level, area, title.',
      inputSchema: {
        target: z.string().describe('a name that list_profiles gives'),
        words: z.string().optional().describe('only those that have these words in ID, area or title'),
      },
      annotations: READS,
    },
    ({ target, words = '' }) =>
      answer(async () => {
        const rules = await rulesOf(target, (await configurationAt(place)).configuration, place.cwd)
        return rules
          .filter(({ id, area, title }) => `${id} ${area} ${title}`.toLowerCase().includes(words.toLowerCase()))
          .map(({ id, level, area, title, operations }) => ({ id, level, area, title, operations }))
      }),
  )
  server.registerTool(
    'explain_requirement',
    {
      title: 'Explain a requirement',
      description: "A requirement with the clause of the vendor's document that it rests on, word for word.",
      inputSchema: { id: z.string().describe('such as ITERO-LAB-03') },
      annotations: READS,
    },
    ({ id }) => answer(() => explain(id)),
  )

  async function explain(id: string): Promise<Requirement & { target: string }> {
    const { configuration } = await configurationAt(place)
    const ids: string[] = []
    for (const { name } of targetsOf(configuration)) {
      const rules = await rulesOf(name, configuration, place.cwd)
      const found = rules.find((rule) => rule.id.toLowerCase() === id.toLowerCase())
      if (found) return { ...found, target: name }
      ids.push(...rules.map((rule) => rule.id))
    }
    throw usageError('id', `"${id}" is no requirement`, `The nearest are ${listOr(nearest(id, ids, 3))}`)
  }
}
