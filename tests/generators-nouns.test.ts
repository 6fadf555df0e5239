import { describe, expect, it } from 'vitest'
import { type InvalidValue, type Noun, nouns } from '../generators/index.ts'
import { requirements as inbox } from '../suites/inbox/requirements.gen.ts'
import { requirements as itero } from '../suites/itero/requirements.gen.ts'
import { requirements as opus } from '../suites/opus/requirements.gen.ts'

const ids = [...itero, ...opus, ...inbox].map((requirement): string => requirement.id)
const seeds = Array.from({ length: 200 }, (_, index) => index - 20)
const named = Object.entries(nouns)

const generated = (noun: Noun, invalid: boolean) => Promise.all(seeds.map((seed) => noun.generate(seed, { invalid })))

describe.each(named)('noun %s', (_name, noun) => {
  it('gives the same value for the same seed, and another for another', async () => {
    const once = await generated(noun, false)
    expect(await generated(noun, false)).toEqual(once)
    expect(new Set(once.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1)
  })
})

describe.each(named.filter(([, noun]) => noun.breakable))('noun %s, invalid', (_name, noun) => {
  it('names a requirement of the register, the change, and the changed value', async () => {
    const [valid, invalid] = await Promise.all([generated(noun, false), generated(noun, true)])
    const broken = invalid as InvalidValue[]
    for (const one of broken) expect(ids).toContain(one.breaks)
    expect(new Set(broken.map((one) => one.what)).size).toBeGreaterThan(5)
    expect(broken.filter((one, index) => JSON.stringify(one.value) === JSON.stringify(valid[index]))).toEqual([])
  })
})

describe.each(named.filter(([, noun]) => !noun.breakable))('noun %s', (_name, noun) => {
  it('refuses to give an invalid value', async () => {
    await expect(noun.generate(1, { invalid: true })).rejects.toThrow(RangeError)
  })
})
