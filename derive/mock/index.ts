import type { Mock, MockOptions, RunningMock } from '../../engine/mock.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { createClock } from '../../targets/mock/clock.ts'
import { serve } from '../../targets/mock/server.ts'
import { type Api, collectionOf, isObject } from '../api.ts'
import type { Schemas } from '../schemas.ts'
import { answer } from './app.ts'
import { Breach, defectsOf } from './defects.ts'
import { credentialsOf } from './request.ts'
import { Store } from './store.ts'

/** A mock of any document: it answers by examples, or else values made up, validates, and keeps what is made. */
export function mockFor(api: Api, schemas: Schemas, profile: string, rows: readonly Requirement[]): Required<Mock> {
  const defects = defectsOf(rows, api.operations)
  return {
    defects,
    variants: [],
    async start({ port = 0, defects: chosen = [], variants = [], seed = 1, clock: kind }: MockOptions = {}) {
      const broken = chosen.map((id) => defects.find((one) => one.id === id)?.requirement ?? unknown(id))
      variants.map(unknown)
      const clock = createClock(kind)
      const store = new Store(api, schemas, seed)
      const auth = credentialsOf(api)
      const setting = { api, schemas, store, auth, seed, breach: new Breach(broken, schemas) }
      const { baseUrl, providerStatesUrl, close } = await serve({
        app: { fetch: (request) => answer(setting, request) },
        clock,
        states: { reset: () => store.reset() },
        port,
      })
      const values = valuesOf(setting)
      const running: RunningMock = {
        profile,
        baseUrl,
        providerStatesUrl,
        target: {
          baseUrl,
          providerStatesUrl,
          ...(Object.keys(auth).length > 0 ? { auth } : {}),
          ...(Object.keys(values).length > 0 ? { values } : {}),
        },
        close,
      }
      return running
    },
  }
}

const unknown = (id: string): never => {
  throw new RangeError(`unknown defect or variant "${id}"`)
}

/** What changes a thing that no operation makes is told which: one that is there from the start. */
function valuesOf({ api, store }: { api: Api; store: Store }): Record<string, unknown> {
  return Object.fromEntries(
    api.operations.flatMap(({ id, method, path, parameters }): [string, unknown][] => {
      const own = collectionOf(path)
      const name = parameters.filter((one) => one.in === 'path').at(-1)?.name
      const isMade = api.operations.some((one) => one.method === 'POST' && one.path === own)
      if (!['PUT', 'PATCH', 'DELETE'].includes(method) || own === undefined || name === undefined || isMade) return []
      const reader = api.readers.get(own)
      const first = own.includes('{') || !reader ? undefined : store.items(own, own)[0]
      const values = first && isObject(first.values) ? first.values[store.idName(own) ?? ''] : undefined
      return values === undefined ? [] : [[`${id}.${name}`, values]]
    }),
  )
}
