import { SEND_TO } from '../../generators/procedure-maps.ts'
import type { Variation } from './variation.ts'

const refused = (what: string, rest: Pick<Variation, 'wire' | 'contentType'>): Variation => ({
  what,
  on: SEND_TO,
  expected: 400,
  ...rest,
})

/** Bodies that are JSON and not what a server may expect: it must not fall over them. */
export const NO_OBJECTS = ['[]', 'null', '"x"', '7'].map((text) => refused(`the body ${text}`, { wire: () => text }))

/** Bodies that are no JSON, or are not sent as such. */
export const BROKEN_BODIES = [
  refused('a body that is not JSON', { wire: (sent) => sent.slice(0, -1) }),
  refused('an empty body', { wire: () => '' }),
  refused('a JSON body with words after it', { wire: (sent) => `${sent} trailing words` }),
  refused('a body with a comma after its last value', { wire: (sent) => `${sent.slice(0, -1)},}` }),
  refused('a body with a comment in it', { wire: (sent) => `${sent.slice(0, -1)}/* a comment */}` }),
  refused('a body in single quotes', { wire: (sent) => sent.replaceAll('"', "'") }),
  refused('a JSON body sent as text/plain', { contentType: 'text/plain' }),
]
