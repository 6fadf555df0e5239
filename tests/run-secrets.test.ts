import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accountsOf, defaultData } from '../targets/mock/itero/data.ts'
import { inFolder, reference } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { httpServer } from './support/servers.ts'

/** Of every kind of letter that some way of writing escapes. */
const PASSWORD = 'canary-öne "q/w+e&<r>\\t%41'
const OTHER_PASSWORD = 'canary-two-plain'
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Every form of a secret that may be looked for, and what base64 in a text decodes to. */
const forms = (secret: string, user: string) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  base64(secret),
  base64(`${user}:${secret}`),
]

function decoded(text: string): string[] {
  return (text.match(/[\w+/-]{12,}={0,2}/g) ?? []).map((token) => Buffer.from(token, 'base64').toString('latin1'))
}

const dotNet = (text: string) =>
  text.replace(/[^\w -]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
const html = (text: string) => text.replace(/[^\w -]/g, (letter) => `&#${letter.charCodeAt(0)};`)

test.each([['--json'], []])('no secret is in anything that is written or printed: %j', (...flags) =>
  inFolder({}, async (folder) => {
    const { account, secondAccount } = accountsOf(defaultData)
    const user = String(account?.user)
    // It says all that it knows, in headers and bodies, accepts whom it likes, and breaks off now and then.
    let nth = 0
    await using server = await httpServer((incoming, outgoing) => {
      incoming.resume()
      const { authorization = '' } = incoming.headers
      const said = Buffer.from(authorization.replace(/^\w+ /, ''), 'base64').toString()
      const [, password = ''] = said.split(':')
      if (++nth % 11 === 0) return void incoming.socket.destroy()
      outgoing.writeHead(nth % 3 === 0 ? 400 : 200, {
        'content-type': 'application/json',
        'x-echo': authorization,
        'x-said': encodeURIComponent(said),
        location: `/?p=${new URLSearchParams({ password })}`,
      })
      outgoing.end(
        `${JSON.stringify({
          authorization,
          said,
          password,
          orderId: nth,
          orderCode: said,
          procedureMaps: [{ procedureMapId: nth, description: password, sendTo: said }],
        })}\n${dotNet(password)}\n${html(password)}\n${base64(password)}\n${base64(`x${said}y`)}`,
      )
    })
    const target = {
      profile: 'itero',
      baseUrl: server.baseUrl,
      rateLimit: { cases: 10, windowSeconds: 0.05 },
      account: { ...account, password: reference('CANARY') },
      secondAccount: { ...secondAccount, password: OTHER_PASSWORD },
    }
    await inFolder({ 'bitewing.config.json': { targets: { sandbox: target } } }, async (project) => {
      const argv = ['run', 'sandbox', '--out', folder, '--max-time', '60s', ...flags]
      await using run = new BuiltCommand(argv, project, { CANARY: PASSWORD })
      expect([1, 3]).toContain(await run.status)
      const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))
      expect(files.length).toBeGreaterThanOrEqual(5)
      const texts = files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')] as const)
      const all = [...texts, ['stdout', run.stdout], ['stderr', run.stderr]] as const
      expect(texts.find(([name]) => name === 'exchanges.ndjson')?.[1]).toContain('[redacted:account.password]')
      for (const [name, text] of all) {
        for (const form of [...forms(PASSWORD, user), ...forms(OTHER_PASSWORD, String(secondAccount?.user))])
          expect([name, text.includes(form)]).toEqual([name, false])
        // "canary" is what the rest of no secret's remains may spell, plain or in base64.
        const remains = [text, ...decoded(text)].flatMap((one) => one.match(/.{0,80}canary.{0,80}/g) ?? [])
        expect([name, remains]).toEqual([name, []])
      }
    })
  }),
)
