import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import {
  COMPANY,
  EMPLOYEE,
  FOREIGNER,
  HOUR,
  hubInProcess,
  LOGIN,
  MINUTE,
  OTHER_COMPANY,
  SECRET,
  type Vendor,
} from './mock-inbox-client.ts'

const { variants } = await deviationsOf('inbox')

/** The three that every hub has: polled, with a login, pushed. */
const TRIO: Vendor[] = ['itero', 'medit-link', 'shining-3d']

/** How long a hub may take to notice something, or to catch up with it. */
const SOON = { itero: 10 * MINUTE, 'medit-link': 10 * MINUTE, 'shining-3d': 8 * HOUR } as Record<Vendor, number>

type Hub = ReturnType<typeof hubInProcess>

/** The vendors' own IDs of the cases that a company is listed. */
const ownIds = async (hub: Hub, companyId = COMPANY, token = EMPLOYEE): Promise<string[]> =>
  (await hub.caseIds(companyId, token)).map((id) => id.replace(/^.*[/:]/, '')).sort()

/** What no liberty touches: the rules of docs/reading/inbox.md, as far as they bind every hub. */
describe.each([['no variant', []], ...variants.map(({ id }) => [id, [id]] as const)] as const)(
  'with %s',
  (_, chosen) => {
    const open = () => hubInProcess({ variants: [...chosen] })

    test('an inbox is connected by its own flow alone, and once', async () => {
      const hub = open()
      const connected = await hub.connect({ vendor: 'itero' })
      expect(connected.json).toMatchObject({ vendor: 'itero', state: 'authorization-pending' })
      expect((await hub.connect({ vendor: 'itero' })).status).toBe(409)
      const forged = `${await hub.signIn(connected.json.authorizationUrl)}x`
      expect((await hub.callback(forged)).status).toBe(400)
      await hub.pass(HOUR)
      expect((await hub.get(connected.json.inboxId)).json.state).toBe('authorization-pending')
      expect((await hub.complete(connected)).status).toBe(303)
      expect((await hub.get(connected.json.inboxId)).json).toMatchObject({ state: 'connected', warning: null })
      expect([400, 401, 422]).toContain(
        (await hub.connect({ vendor: 'medit-link', ...LOGIN, password: 'wrong' })).status,
      )
      expect([400, 422]).toContain((await hub.connect({ vendor: 'no-such-vendor' })).status)
      expect((await hub.list()).json.inboxes).toHaveLength(1)
      expect([403, 404]).toContain((await hub.as(FOREIGNER, COMPANY).list()).status)
    })

    test.each(TRIO)('what interrupts %s is shown, and what waits for it arrives once', async (vendor) => {
      const hub = open()
      const inboxId = await hub.connected(vendor)
      await hub.connected(vendor, { companyId: OTHER_COMPANY, token: FOREIGNER })
      const shown = async () => (await hub.get(inboxId)).json
      const works = async (caseIds: string[]) => {
        await hub.pass(SOON[vendor])
        expect(await shown()).toMatchObject({ state: 'connected', health: 'healthy', warning: null })
        expect(await ownIds(hub)).toEqual(caseIds)
      }
      const isInterrupted = async (code: string, caseIds: string[]) => {
        await hub.pass(SOON[vendor])
        await hub.newCase(vendor, `during-${code}`)
        await hub.pass(SOON[vendor])
        expect((await shown()).warning.code).toBe(code)
        expect(await ownIds(hub)).toEqual(caseIds)
      }

      await hub.newCase(vendor, 'before')
      await works(['before'])
      await hub.credits(0)
      await isInterrupted('out-of-credits', ['before'])
      await hub.credits(100)
      await works(['before', 'during-out-of-credits'])
      await hub.storage(100e9)
      await isInterrupted('storage-full', ['before', 'during-out-of-credits'])
      await hub.storage(0)
      await works(['before', 'during-out-of-credits', 'during-storage-full'])
      if (vendor === 'medit-link') {
        await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor })
        await isInterrupted('credentials-invalid', ['before', 'during-out-of-credits', 'during-storage-full'])
        const login = { username: 'second-user', password: 'second-password' }
        await hub.setUp('the vendor accepts', { companyId: COMPANY, vendor, ...login })
        expect((await hub.update(inboxId, login)).status).toBe(200)
      } else {
        await hub.expire(vendor)
        await isInterrupted('authorization-expired', ['before', 'during-out-of-credits', 'during-storage-full'])
        await hub.complete(await hub.reauthorize(inboxId))
      }
      await hub.pass(SOON[vendor])
      expect(await shown()).toMatchObject({ inboxId, state: 'connected', health: 'healthy', warning: null })
      expect(await ownIds(hub)).toHaveLength(4)
      expect((await hub.account()).json.credits).toBe(97)
      expect(await ownIds(hub, OTHER_COMPANY, FOREIGNER)).toEqual([])
    })

    test('an outage is nothing, then attention, then an issue with a warning, then over', async () => {
      const hub = open()
      const inboxId = await hub.connected('itero')
      await hub.pass(10 * MINUTE)
      await hub.portal('itero', 'down')
      const lastSync = Date.parse((await hub.get(inboxId)).json.lastSuccessfulSync)
      const at = async (seconds: number) => {
        await hub.pass(seconds - (hub.now() - lastSync) / 1000)
        const { health, warning } = (await hub.get(inboxId)).json
        return [health, warning !== null]
      }
      expect(await at(10 * MINUTE)).toEqual(['healthy', false])
      expect(await at(10 * MINUTE + 1)).toEqual(['attention', false])
      expect(await at(4 * HOUR - 1)).toEqual(['attention', false])
      expect(await at(4 * HOUR + 10 * MINUTE)).toEqual(['issue', true])
      await hub.portal('itero', 'up')
      await hub.pass(10 * MINUTE)
      expect((await hub.get(inboxId)).json).toMatchObject({ health: 'healthy', warning: null })
    })

    test('a pushed case arrives at once, and with a wrong secret never', async () => {
      const hub = open()
      await hub.connected('shining-3d')
      await hub.push({ caseId: 'one' })
      await hub.push({ caseId: 'one', eventId: 'event-2' })
      await hub.push({ caseId: 'two' }, `${SECRET}x`)
      expect(await ownIds(hub)).toEqual(['one'])
      await hub.pass(24 * HOUR)
      expect(await ownIds(hub)).toEqual(['one'])
    })
  },
)
