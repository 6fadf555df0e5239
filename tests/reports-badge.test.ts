import { describe, expect, it } from 'vitest'
import type { VerdictName } from '../engine/verdict.ts'
import { badge } from '../reports/badge.ts'
import type { Report } from '../reports/model.ts'
import { ACTIVE, HOSTILE } from './fixtures/hostile-report.ts'
import { everyVerdict, rule, run, target } from './fixtures/report.ts'
import { parseXml } from './support/xml.ts'

function judged(verdicts: VerdictName[], rest: Partial<Report> = {}, name = 'itero'): string {
  const { name: _, summary: __, ...staging } = everyVerdict().report.targets[0]!
  const requirements = verdicts.map((verdict, at) => rule(`ITERO-LAB-0${at + 1}`, { verdict }))
  return badge.write({ report: run([target(name, { ...staging, requirements })], rest), exchanges: [] })
}

const titleOf = (svg: string) => /<title>(.*)<\/title>/.exec(svg)![1]

describe('badge.svg', () => {
  it('looks as it always did', async () => {
    await expect(badge.write(everyVerdict())).toMatchFileSnapshot('golden/badge.svg')
  })

  it.each<[VerdictName[], Partial<Report>, string]>([
    [['pass', 'warn', 'not-applicable'], {}, 'itero: conforms'],
    [['pass', 'waived'], {}, 'itero: conforms, 1 waived'],
    [['pass', 'inconclusive', 'waived'], {}, 'itero: no fail, 1 not tried'],
    [['fail', 'fail', 'fail', 'inconclusive'], {}, 'itero: 3 fails'],
    [['fail'], { complete: false }, 'itero: 1 fail, incomplete'],
    [['pass', 'inconclusive'], { complete: false }, 'itero: incomplete'],
    [['inconclusive'], {}, 'itero: not judged'],
  ])('says of %j %j: %s', (verdicts, rest, words) => {
    const svg = judged(verdicts, rest)
    expect(titleOf(svg)).toBe(words)
    expect(svg).toContain(`role="img" aria-label="${words}"`)
  })

  it('is green only where the targets conform', () => {
    const colour = (svg: string) => /<rect x="\d+".*fill="(.*)"/.exec(svg)![1]
    const good = colour(judged(['pass']))
    const others = [['fail'], ['inconclusive'], ['pass', 'inconclusive']] as VerdictName[][]
    expect(others.map((verdicts) => colour(judged(verdicts)))).not.toContain(good)
    expect(colour(judged(['pass'], { complete: false }))).not.toBe(good)
  })

  it('has white text on colours that it reads on (WCAG AA)', () => {
    const svgs = (['pass', 'fail', 'inconclusive', 'waived'] as const).map((verdict) => judged([verdict]))
    for (const [, fill] of svgs.join('').matchAll(/<rect .*fill="#(\w{6})"/g)) {
      const [red, green, blue] = [0, 2, 4].map((at) => {
        const channel = Number.parseInt(fill!.slice(at, at + 2), 16) / 255
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
      })
      const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
      expect(1.05 / (luminance + 0.05), fill).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('is well-formed and loads nothing, whatever the target is called', () => {
    for (const svg of [judged(['pass']), judged(['fail'], {}, HOSTILE), judged(['fail'], {}, '<b>&"')]) {
      parseXml(svg)
      expect(svg.replaceAll('\n', '')).not.toMatch(ACTIVE)
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(|<script|<style|@/)
    }
  })

  it('counts targets whose names would not fit', () => {
    const targets = Array.from({ length: 12 }, (_, at) => ({
      ...everyVerdict().report.targets[1]!,
      name: `server-${at}`,
    }))
    expect(titleOf(badge.write({ report: run(targets), exchanges: [] }))).toBe('12 targets: conforms')
    expect(titleOf(judged(['pass'], {}, 'x'.repeat(80)))).toBe(`${'x'.repeat(39)}…: conforms`)
  })
})
