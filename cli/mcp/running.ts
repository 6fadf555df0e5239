import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { argumentsOf, type RunRequest } from '../run-request.ts'
import { outputOf } from '../started-runs.ts'
import { fromFolder, readReport } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import { answer } from './answer.ts'
import type { Workplace } from './workplace.ts'

const SELECTION = {
  targets: z.array(z.string()).min(1).describe('names that list_profiles gives'),
  only: z.array(z.string()).optional().describe('requirement IDs and globs such as ITERO-LAB-*'),
  base_url: z
    .string()
    .optional()
    .describe('a server on this machine (http://127.0.0.1:…) in place of the one target’s own'),
  seed: z.number().int().min(0).optional(),
  exhaustive: z.boolean().optional().describe('try everything where a rule samples'),
}
const WRITES = z
  .boolean()
  .optional()
  .describe('create and change data on a host that is not this machine: only where the user has said so')

interface Asked {
  targets: string[]
  only?: string[] | undefined
  base_url?: string | undefined
  seed?: number | undefined
  exhaustive?: boolean | undefined
  allow_writes?: boolean | undefined
}

const requestOf = ({ targets, only, base_url, seed, exhaustive, allow_writes }: Asked): RunRequest => ({
  names: targets,
  ...(only ? { only } : {}),
  ...(base_url === undefined ? {} : { baseUrl: base_url }),
  ...(seed === undefined ? {} : { seed }),
  ...(exhaustive ? { exhaustive } : {}),
  ...(allow_writes ? { allowWrites: true } : {}),
})

/** Tools that plan and make runs. */
export function addRunning(server: McpServer, { place, command, started, kept }: Workplace): void {
  server.registerTool(
    'plan_run',
    {
      title: 'Plan a run',
      description: 'What a run would send, and how long it takes at the least. Sends nothing to the targets.',
      inputSchema: SELECTION,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (asked) =>
      answer(async () => {
        const request = requestOf(asked)
        const args = [
          'run',
          '--plan',
          '--json',
          '--quiet',
          ...(await argumentsOf(request, place)),
          '--',
          ...request.names,
        ]
        const { status, stdout, said } = await outputOf(command(args))
        if (status !== 0) throw new Error(said)
        return JSON.parse(stdout)
      }),
  )
  server.registerTool(
    'run',
    {
      title: 'Judge targets',
      description:
        'Judges targets of the configuration, embedded mocks, or a server on this machine, and gives the verdicts by count with what fails. The documented rate limit of a live target can make it take minutes: plan_run tells. read_findings has the rest.',
      inputSchema: { ...SELECTION, allow_writes: WRITES },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    (asked, { signal, sendNotification, _meta }) =>
      answer(async () => {
        const request = requestOf(asked)
        const id = started.start(request.names, ['--report=html,json,junit', ...(await argumentsOf(request, place))])
        signal.addEventListener('abort', () => started.stop(id))
        let judged = 0
        const unlisten = started.listen((heard) => {
          const progressToken = _meta?.progressToken
          if (heard === 'changed' || heard.run !== id || heard.progress.kind !== 'judged') return
          judged++
          if (progressToken === undefined) return
          const { id: rule, verdict } = heard.progress
          const params = { progressToken, progress: judged, message: `${verdict} ${rule}` }
          void sendNotification({ method: 'notifications/progress', params }).catch(() => {})
        })
        const { status, said } = await started.ended(id)
        unlisten()
        const folder = kept.folderOf(id)
        if (folder === undefined) throw usageError('run', said.trim() || `it ended with status ${status}`)
        const { complete, incompleteReason, targets } = await readReport(fromFolder(folder))
        return {
          run: id,
          folder,
          status,
          complete,
          ...(incompleteReason ? { incompleteReason } : {}),
          targets: targets.map(({ name, summary, requirements }) => ({
            name,
            summary,
            fails: requirements
              .filter(({ verdict }) => verdict === 'fail')
              .map((one) => ({ id: one.id, message: one.message })),
          })),
        }
      }),
  )
}
