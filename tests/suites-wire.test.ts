import { describe, expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { conformance, targetOf } from './support/run.ts'
import { type Interception, proxyTo } from './support/servers.ts'

/** What a run on a profile's mock finds, by requirement, where `interception` is what stands before it. */
async function verdicts(profile: string, interception: Interception): Promise<Record<string, string>> {
  const mock = await startMock(profile)
  await using proxy = await proxyTo(mock.baseUrl, () => interception)
  try {
    const providerStatesUrl = mock.providerStatesUrl.replace(mock.baseUrl, proxy.baseUrl)
    const { rows } = await conformance(targetOf({ ...mock.target, baseUrl: proxy.baseUrl, providerStatesUrl }))
    return Object.fromEntries([...rows].map(([id, { verdict }]) => [id, verdict]))
  } finally {
    await mock.close()
  }
}

describe.each(['itero', 'opus'])(
  'a server of %s that closes each connection after its answer, unannounced',
  (profile) => {
    test('gets the verdicts of one that does not', async () => {
      const plain = await verdicts(profile, undefined)
      expect(await verdicts(profile, 'end once answered')).toEqual(plain)
      expect(await verdicts(profile, 'reset once answered')).toEqual(plain)
    })
  },
)
