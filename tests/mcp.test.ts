import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { CallToolResult, Progress } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { inFolder } from './fixtures/command.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SECRET = 'not-to-be-told-7Qx'
const CONFIG = { targets: { far: { profile: 'opus', baseUrl: 'https://booking.example.test', apiKey: SECRET } } }

type Told = { text: string; isError: boolean }

/** An agent's client with the command as its server. */
async function agent(
  use: (
    call: (name: string, args?: object, onprogress?: (one: Progress) => void) => Promise<Told>,
    client: Client,
    cwd: string,
  ) => Promise<void>,
) {
  await inFolder({ 'bitewing.config.json': CONFIG }, async (cwd) => {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [join(ROOT, 'dist/cli/main.js'), 'mcp'],
        cwd,
        stderr: 'ignore',
      }),
    )
    try {
      await use(
        async (name, args = {}, onprogress) => {
          const options = { timeout: 60_000, ...(onprogress ? { onprogress } : {}) }
          const result = (await client.callTool({ name, arguments: { ...args } }, undefined, options)) as CallToolResult
          const [content] = result.content
          return { text: content?.type === 'text' ? content.text : '', isError: result.isError === true }
        },
        client,
        cwd,
      )
    } finally {
      await client.close()
    }
  })
}

describe('bitewing mcp', () => {
  test('lists and explains what is judged, and tells no secret', () =>
    agent(async (call, client) => {
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name).sort()).toEqual([
        'check_pact',
        'explain_requirement',
        'list_profiles',
        'list_requirements',
        'list_runs',
        'plan_run',
        'read_findings',
        'run',
      ])
      for (const { description, inputSchema } of tools) {
        expect(description).toBeTruthy()
        expect(inputSchema.type).toBe('object')
      }
      const profiles = JSON.parse((await call('list_profiles')).text)
      expect(profiles.profiles.map(({ name }: { name: string }) => name)).toEqual(['itero', 'opus', 'inbox'])
      expect(profiles.targets).toContainEqual({
        name: 'far',
        profile: 'opus',
        baseUrl: 'https://booking.example.test',
        needsConsent: true,
      })
      expect(JSON.stringify(profiles)).not.toContain(SECRET)
      const rules = JSON.parse((await call('list_requirements', { target: 'itero', words: 'lab' })).text)
      expect(rules.map(({ id }: { id: string }) => id)).toContain('ITERO-LAB-03')
      const explained = JSON.parse((await call('explain_requirement', { id: 'itero-lab-03' })).text)
      expect(explained).toMatchObject({
        id: 'ITERO-LAB-03',
        level: 'must',
        clause: { document: 'itero-scanning-tool.txt' },
      })
      const unknown = await call('explain_requirement', { id: 'ITERO-LAB-99' })
      expect(unknown.isError).toBe(true)
      expect(unknown.text).toContain('ITERO-LAB-')
    }))

  test(
    'plans, runs, and reads what fails with its evidence',
    () =>
      agent(async (call, _, cwd) => {
        const mock = await startMock('opus', {})
        try {
          const { profile: __, ...target } = mock.target
          writeFileSync(
            join(cwd, 'bitewing.config.json'),
            JSON.stringify({ targets: { booking: { ...target, profile: 'opus' } } }),
          )
          const only = ['OPUS-KEY-01']
          const [plan] = JSON.parse((await call('plan_run', { targets: ['booking'], only })).text)
          expect(plan).toMatchObject({ target: 'booking', baseUrl: mock.baseUrl })
          expect(plan.requests).toBeGreaterThan(0)
          const progress: Progress[] = []
          const ran = JSON.parse((await call('run', { targets: ['booking'], only }, (one) => progress.push(one))).text)
          expect(ran.complete).toBe(true)
          expect(progress.length).toBe(plan.rules)
          expect(JSON.parse((await call('list_runs')).text)).toMatchObject([{ id: ran.run, complete: true }])
          const { findings } = JSON.parse((await call('read_findings', { id: 'OPUS-KEY-01' })).text)
          expect(findings).toMatchObject([{ target: 'booking', id: 'OPUS-KEY-01' }])
          expect(findings[0].evidence.length).toBeGreaterThan(0)
          expect(findings[0].evidence[0].curl).toContain(`curl --include`)
          expect(JSON.stringify(findings)).not.toContain(String(target.apiKey))
        } finally {
          await mock.close()
        }
      }),
    60_000,
  )

  test.each([
    ['a name that is a path', { targets: ['/etc/passwd'] }, 'expected a target'],
    ['a name that is an option', { targets: ['--config=x'] }, 'expected a target'],
    [
      'a server elsewhere',
      { targets: ['opus'], base_url: 'https://example.test' },
      'expected a server on this machine',
    ],
    ['no rule', { targets: ['opus'], only: ['NO-SUCH-*'] }, 'matches no rule'],
  ])('runs nothing for %s', (_, args, told) =>
    agent(async (call) => {
      const { isError, text } = await call('run', args)
      expect(isError).toBe(true)
      expect(text).toContain(told)
      expect(JSON.parse((await call('list_runs')).text)).toEqual([])
    }),
  )

  test("checks a partner's pact, in the working directory alone", () =>
    agent(async (call, _, cwd) => {
      const pact = {
        consumer: { name: 'partner' },
        provider: { name: 'itero' },
        interactions: [{ description: 'x', request: { method: 'GET', path: '/no/such' }, response: { status: 200 } }],
        metadata: { pactSpecification: { version: '2.0.0' } },
      }
      writeFileSync(join(cwd, 'partner.json'), JSON.stringify(pact))
      const { findings } = JSON.parse((await call('check_pact', { file: 'partner.json' })).text)
      expect(findings.length).toBeGreaterThan(0)
      expect(await call('check_pact', { file: '../outside.json' })).toMatchObject({ isError: true })
    }))
})
