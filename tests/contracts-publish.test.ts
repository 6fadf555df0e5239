import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { command, inFolder } from './fixtures/command.ts'
import { ownPact } from './support/contracts.ts'
import { httpServer } from './support/servers.ts'

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd,
    encoding: 'utf8',
  }).trim()

/** A repository with one commit on the branch `feature/x`, and a pact in it. */
const inRepository = (use: (folder: string, commit: string) => Promise<void>) =>
  inFolder({ 'pacts/one.json': ownPact('itero').pact }, async (folder) => {
    git(folder, 'init', '--quiet', '--initial-branch', 'feature/x')
    git(folder, 'add', '.')
    git(folder, 'commit', '--quiet', '--no-verify', '-m', 'One pact')
    await use(folder, git(folder, 'rev-parse', 'HEAD'))
  })

describe('bitewing contracts publish', () => {
  test('tells with --dry-run what would be published, by version and branch of git', () =>
    inRepository(async (cwd, commit) => {
      const { status, stdout } = await command(['contracts', 'publish', 'pacts', '--dry-run'], { cwd })
      expect(stdout).toContain(`would publish pacts/one.json: bitewing to itero`)
      expect(stdout).toContain(`version ${commit}, branch feature/x`)
      expect(status).toBe(0)
    }))

  test('takes the branch from the CI where a commit is checked out', () =>
    inRepository(async (cwd, commit) => {
      git(cwd, 'checkout', '--quiet', '--detach')
      const told = await command(['contracts', 'publish', 'pacts', '--dry-run'], {
        cwd,
        env: { CI_COMMIT_REF_NAME: 'ci' },
      })
      expect(told.stdout).toContain(`version ${commit}, branch ci`)
      const silent = await command(['contracts', 'publish', 'pacts', '--dry-run'], { cwd })
      expect(silent.stderr).toContain('expected a branch')
      expect(silent.status).toBe(2)
    }))

  test('hands the pact to the broker, with the token', () =>
    inRepository(async (cwd, commit) => {
      const asked: { line: string; token?: string; body: string }[] = []
      await using broker = await httpServer((request, response) => {
        const chunks: Buffer[] = []
        request
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            asked.push({
              line: `${request.method} ${request.url}`,
              token: request.headers.authorization,
              body: Buffer.concat(chunks).toString(),
            })
            const publish = { href: `http://${request.headers.host}/contracts/publish` }
            const body =
              request.url === '/' ? { _links: { 'pb:publish-contracts': publish } } : { notices: [], _links: {} }
            response.writeHead(200, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body))
          })
      })
      const env = { PACT_BROKER_BASE_URL: broker.baseUrl, PACT_BROKER_TOKEN: 'synthetic-broker-token' }
      const { status, stdout, stderr } = await command(['contracts', 'publish', 'pacts'], { cwd, env })
      expect({ status, told: stdout + stderr }).toMatchObject({ status: 0 })
      const published = asked.find(({ line }) => line === 'POST /contracts/publish')!
      expect(published.token).toBe('Bearer synthetic-broker-token')
      expect(JSON.parse(published.body)).toMatchObject({
        pacticipantName: 'bitewing',
        pacticipantVersionNumber: commit,
        branch: 'feature/x',
      })
    }))

  test('ends with 3 where the broker is not there, and with 2 where none is named', () =>
    inRepository(async (cwd) => {
      const env = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:9' }
      const lost = await command(['contracts', 'publish', 'pacts'], { cwd, env })
      expect(lost.status).toBe(3)
      expect(lost.stderr).toContain('the broker at http://127.0.0.1:9 does not answer')
      const nowhere = await command(['contracts', 'publish', 'pacts'], { cwd })
      expect(nowhere.status).toBe(2)
      expect(nowhere.stderr).toContain('PACT_BROKER_BASE_URL')
    }))

  test('needs a repository', () =>
    inFolder({ 'one.json': ownPact('itero').pact }, async (cwd) => {
      const { status, stderr } = await command(['contracts', 'publish', 'one.json', '--dry-run'], { cwd })
      expect(stderr).toContain('expected a git repository')
      expect(status).toBe(2)
    }))
})

describe('bitewing contracts can-i-deploy', () => {
  /** A broker whose matrix says so. */
  const broker = (deployable: boolean) =>
    httpServer((request, response) => {
      const summary = { deployable, reason: 'synthetic', success: 0, failed: 0, unknown: 0 }
      const body = request.url === '/' ? { _links: {} } : { summary, notices: [], matrix: [] }
      response.writeHead(200, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body))
    })
  const argv = ['contracts', 'can-i-deploy', '--pacticipant', 'bitewing', '--version', '1', '--to-environment', 'test']

  test.each([
    [true, 0],
    [false, 1],
  ])('hands on what the broker says: %s is %i', async (deployable, status) => {
    await using asked = await broker(deployable)
    expect(await command(argv, { env: { PACT_BROKER_BASE_URL: asked.baseUrl } })).toMatchObject({ status })
  })

  test('says no as well where the answer is asked for as JSON', async () => {
    await using asked = await broker(false)
    const env = { PACT_BROKER_BASE_URL: asked.baseUrl }
    expect(await command([...argv, '--output', 'json'], { env })).toMatchObject({ status: 1 })
  })

  test.each([400, 401])('ends with 3 where the broker answers %i to the question', async (code) => {
    await using asked = await httpServer((request, response) => {
      response.writeHead(request.url === '/' ? 200 : code, { 'content-type': 'application/hal+json' })
      response.end(request.url === '/' ? '{"_links":{}}' : '{"errors":["synthetic"]}')
    })
    expect(await command(argv, { env: { PACT_BROKER_BASE_URL: asked.baseUrl } })).toMatchObject({ status: 3 })
  })

  test('asks a broker on this machine directly, whatever proxy there is', async () => {
    await using asked = await broker(true)
    const proxies = { HTTP_PROXY: '127.0.0.1:8', ALL_PROXY: 'http://127.0.0.1:8' }
    expect(await command(argv, { env: { PACT_BROKER_BASE_URL: asked.baseUrl, ...proxies } })).toMatchObject({
      status: 0,
    })
  })

  test('ends with 3 where the broker is not there', async () => {
    const { status, stderr } = await command(argv, { env: { PACT_BROKER_BASE_URL: 'http://127.0.0.1:9' } })
    expect(stderr).toContain('the broker at http://127.0.0.1:9 does not answer')
    expect(status).toBe(3)
  })
})
