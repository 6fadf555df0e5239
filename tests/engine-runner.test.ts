import { describe, expect, test, vi } from 'vitest'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { type EvidenceRecord, noJournal } from '../engine/journal.ts'
import { promised } from '../engine/promised.ts'
import type { Experiment, Rule, Rules } from '../engine/rule.ts'
import { RunEnded } from '../engine/run-ended.ts'
import { type Judged, judge, judgeStoredRule, probedRules, runRules, storedEvidence } from '../engine/runner.ts'
import { flawsOf } from '../engine/soundness.ts'

type Named = Rule<string> & { id: string }

const rule = (id: string, probe: Rule<string>['probe'] = () => id, rest: Partial<Rule<string>> = {}): Named => ({
  id,
  probe,
  judge: (evidence) => holds(String(evidence), [String(evidence)]),
  ...rest,
})

const profileOf = (...rules: Named[]): Rules<string> => ({
  rules: Object.fromEntries(rules.map((one) => [one.id, one])),
})

async function run(profile: Rules<string>, chosen: string[]) {
  const judged: Judged[] = []
  const evidence: EvidenceRecord[] = []
  const journal = { ...noJournal, evidence: (record: EvidenceRecord) => void evidence.push(record) }
  const done = runRules(profile, new Set(chosen), {
    contextFor: () => 'context',
    journal,
    target: 'target',
    onJudged: (one) => void judged.push(one),
  })
  const error = await done.then(
    () => undefined,
    (reason: Error) => reason,
  )
  return { judged, evidence, error }
}

describe('a run', () => {
  test('starts all probes together, judges each as it is complete, and stores what it judged', async () => {
    const second = promised<void>()
    const profile = profileOf(
      rule('R-1', async () => {
        await second.promise
        return 'first'
      }),
      rule('R-2', (context) => {
        second.resolve()
        return context
      }),
    )
    const { judged, evidence, error } = await run(profile, ['R-1', 'R-2'])
    expect(error).toBeUndefined()
    expect(judged.map(({ id, finding }) => [id, finding])).toEqual([
      ['R-2', holds('context', ['context'])],
      ['R-1', holds('first', ['first'])],
    ])
    expect(evidence).toEqual([
      { target: 'target', rule: 'R-2', durationMs: expect.any(Number), evidence: 'context' },
      { target: 'target', rule: 'R-1', durationMs: expect.any(Number), evidence: 'first' },
    ])
  })

  test('probes and judges what was chosen, and no more', async () => {
    const probed: string[] = []
    const watched = (id: string) => rule(id, () => void probed.push(id))
    const { judged } = await run(profileOf(watched('R-1'), watched('R-2')), ['R-2'])
    expect([probed, judged.map(({ id }) => id)]).toEqual([['R-2'], ['R-2']])
  })

  test('asks those that speak of everything last, and probes everything for them', async () => {
    const order: string[] = []
    const watched = (id: string, last?: true) =>
      rule(
        id,
        async () => {
          await Promise.resolve()
          order.push(id)
        },
        last ? { last } : {},
      )
    const profile = profileOf(watched('R-LAST', true), watched('R-OTHER', true), watched('R-1'), watched('R-2'))
    const { judged, evidence } = await run(profile, ['R-LAST'])
    expect(order).toEqual(['R-1', 'R-2', 'R-LAST'])
    expect(judged.map(({ id }) => id)).toEqual(['R-LAST'])
    expect(evidence.map((one) => one.rule)).toEqual(['R-1', 'R-2', 'R-LAST'])
    expect(probedRules(profile, new Set(['R-1']))).toEqual(['R-1'])
  })

  test('that is broken off has no verdict on what was not tried, neither now nor from what is stored', async () => {
    const interrupted = rule('R-1', () => Promise.reject(new RunEnded('the time is up')))
    const { judged, evidence, error } = await run(profileOf(interrupted, rule('R-2')), ['R-1', 'R-2'])
    expect(error).toBeUndefined()
    const finding = {
      outcome: 'unobserved',
      reason: 'the time is up',
      remedy: 'a run that is not broken off',
      leansOn: [],
      exchanges: [],
    }
    expect(Object.fromEntries(judged.map((one) => [one.id, one.finding]))).toEqual({
      'R-1': finding,
      'R-2': holds('R-2', ['R-2']),
    })
    const stored = evidence.find((one) => one.rule === 'R-1')?.evidence
    expect(judge(interrupted, JSON.parse(JSON.stringify(stored)))).toEqual(finding)
  })

  test.each<[string, Named]>([
    ['a probe', rule('R-1', () => Promise.reject(new TypeError('x is undefined')))],
    [
      'a probe that is no promise',
      rule('R-1', () => {
        throw new TypeError('x is undefined')
      }),
    ],
  ])('in which %s throws rejects, and keeps the evidence of all others', async (_, faulty) => {
    const later = rule('R-2', async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return 'later'
    })
    const { judged, evidence, error } = await run(profileOf(faulty, later), ['R-1', 'R-2'])
    expect(error?.message).toBe('the probe of R-1 failed: x is undefined')
    expect(error?.cause).toBeInstanceOf(TypeError)
    expect(judged.map(({ id }) => id)).toEqual(['R-2'])
    expect(evidence.map((one) => one.rule)).toEqual(['R-2'])
  })

  test('in which a judge throws rejects, with its evidence stored', async () => {
    const faulty = rule('R-1', () => 'evidence', {
      judge: () => {
        throw new TypeError('no such field')
      },
    })
    const { evidence, error } = await run(profileOf(faulty), ['R-1'])
    expect(error?.message).toContain('no such field')
    expect(evidence).toMatchObject([{ rule: 'R-1', evidence: 'evidence' }])
  })
})

describe('an experiment', () => {
  const needing = (id: string, ...needs: string[]): Named => ({
    id,
    needs,
    judge: (needed) => holds(JSON.stringify(needed)),
  })

  test('is carried out once, only where a chosen rule needs it, and stored once', async () => {
    const run1 = vi.fn(async () => 'listed')
    const unneeded = vi.fn()
    const experiments = { list: { run: run1 }, other: { run: unneeded } }
    const profile = {
      ...profileOf(needing('R-1', 'list'), needing('R-2', 'list'), needing('R-3', 'other')),
      experiments,
    }
    const { judged, evidence } = await run(profile, ['R-1', 'R-2'])
    expect([run1.mock.calls.length, unneeded.mock.calls.length]).toEqual([1, 0])
    expect(judged.map(({ finding }) => finding)).toEqual([holds('{"list":"listed"}'), holds('{"list":"listed"}')])
    const stored = storedEvidence(JSON.parse(JSON.stringify(evidence)))
    expect(evidence.map((one) => one.rule ?? one.experiment)).toEqual(['list', 'R-1', 'R-2'])
    expect(
      judgeStoredRule(
        profile.rules,
        'R-2',
        (id) => stored('target', id)?.evidence,
        () => undefined,
      ),
    ).toEqual(judged[1]?.finding)
  })

  test('is given what it builds on, in the order of the phases', async () => {
    const order: string[] = []
    const experiment = (name: string, rest: Partial<Experiment> = {}): Experiment => ({
      run: async (_context, needed) => {
        order.push(name)
        return { name, needed }
      },
      ...rest,
    })
    const profile = {
      ...profileOf(needing('R-1', 'late'), needing('R-2', 'early')),
      phases: ['first', 'second'],
      experiments: {
        late: experiment('late', { phase: 'second', needs: ['early'] }),
        early: experiment('early', { phase: 'first' }),
      },
    }
    const { judged } = await run(profile, ['R-1', 'R-2'])
    expect(order).toEqual(['early', 'late'])
    expect(judged.find(({ id }) => id === 'R-1')?.finding).toEqual(
      holds(JSON.stringify({ late: { name: 'late', needed: { early: { name: 'early', needed: {} } } } })),
    )
  })

  test('that could not be carried out is the finding of every rule that needs it, and no judge is asked', async () => {
    const none = unobserved('no list', 'a list', ['R-0'])
    const judgeIt = vi.fn()
    const profile = {
      ...profileOf({ id: 'R-1', needs: ['above'], judge: judgeIt }),
      experiments: { list: { run: () => none }, above: { needs: ['list'], run: judgeIt } },
    }
    const { judged } = await run(profile, ['R-1'])
    expect([judged[0]?.finding, judgeIt.mock.calls.length]).toEqual([none, 0])
  })
})

describe('a fault', () => {
  const faulty = (id: string, leansOn: string[] = []): Named =>
    rule(id, () => id, { leansOn, judge: () => broken('whole', `${id} is broken`) })
  const finding = ({ judged }: Awaited<ReturnType<typeof run>>, id: string) =>
    judged.find((one) => one.id === id)?.finding

  test('that a broken ground explains is no fault of its own rule, and names the root alone', async () => {
    const profile = profileOf(faulty('R-1'), faulty('R-2', ['R-1']), faulty('R-3', ['R-2']))
    const ran = await run(profile, ['R-1', 'R-2', 'R-3'])
    expect(finding(ran, 'R-1')).toMatchObject({ outcome: 'broken' })
    expect(finding(ran, 'R-3')).toEqual(unobserved('R-3 is broken, which R-1 may explain', 'R-1 holds', ['R-1']))
    const stored = storedEvidence(ran.evidence)
    expect(
      judgeStoredRule(
        profile.rules,
        'R-3',
        (id) => stored('target', id)?.evidence,
        () => undefined,
      ),
    ).toEqual(finding(ran, 'R-3'))
  })

  test('is looked into though its ground was not chosen, and stands where the ground holds', async () => {
    const probed: string[] = []
    const ground = rule('R-1', () => void probed.push('R-1'))
    expect(finding(await run(profileOf(ground, faulty('R-2', ['R-1'])), ['R-2']), 'R-2')).toMatchObject({
      outcome: 'broken',
    })
    expect(probed).toEqual(['R-1'])
    const sound = profileOf(
      ground,
      rule('R-2', () => 'fine', { leansOn: ['R-1'] }),
    )
    await run(sound, ['R-2'])
    expect(probed).toEqual(['R-1'])
  })
})

describe("a profile's rules", () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }))

  test('that fit its register are sound', () => {
    expect(flawsOf(rows('R-1', 'R-2'), profileOf(rule('R-1'), rule('R-2')))).toEqual([])
  })

  test('that do not are told, with all that is wrong', () => {
    const profile = {
      ...profileOf(rule('R-1', undefined, { leansOn: ['R-3', 'R-9'] }), {
        ...rule('R-3'),
        needs: ['none'],
        leansOn: ['R-1'],
      }),
      experiments: { a: { needs: ['b'], run: () => 1 }, b: { needs: ['a'], phase: 'never', run: () => 1 } },
    }
    expect(flawsOf(rows('R-1', 'R-2', 'R-2'), profile)).toEqual([
      'rule R-3 stands in no register',
      'requirement R-2 is judged by no rule',
      'requirement R-2 is judged by no rule',
      'R-2 has two rows in the register',
      'rule R-1 leans on R-9, which there is not',
      'rule R-3 needs experiment none, which there is not',
      'experiment b has its place in phase never, which is none of ',
      'rules lean on one another: R-1, R-3, R-1',
      'experiments need one another: a, b, a',
    ])
  })
})
