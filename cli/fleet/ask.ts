import { plural } from '../../engine/words.ts'
import { type Answer, ask, isJudged, judgedRequirements, type Question } from '../../fleet/questions.ts'
import { visible } from '../../reports/inert.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print } from '../io.ts'
import { didYouMean } from '../nearest.ts'
import { BadValue } from '../parse.ts'
import { table } from '../table.ts'
import { usageError } from '../usage-error.ts'
import { type PlaceFlags, withStore } from './open.ts'
import { parseWhen } from './when.ts'

/** `bitewing fleet ask`: where a requirement failed, from when until when. */
export function askFleet(
  words: readonly string[],
  { json, group, ...place }: PlaceFlags & { json?: true; group?: string },
  io: Io,
): Promise<ExitStatus> {
  const question = { ...parseQuestion(words.join(' ')), ...(group === undefined ? {} : { group }) }
  return withStore<ExitStatus>(place, io, async (store) => {
    if (!(await isJudged(store, question.requirement))) {
      const next = didYouMean(question.requirement, await judgedRequirements(store))
      throw usageError('question', visible(`no run judged ${JSON.stringify(question.requirement)}`), next)
    }
    const answers = await ask(store, question)
    print(io, json ? JSON.stringify({ question, answers }, null, 2) : inWords(question, answers))
    return 0
  })
}

/** `<requirement> since <when>` */
export function parseQuestion(text: string): Question {
  const [, requirement = '', when = ''] = /^\s*(\S+)\s+since\s+(.+)$/i.exec(text) ?? []
  const next = 'Such as "ITERO-LAB-03 since 7d", or "OPUS-* since yesterday"'
  if (requirement === '')
    throw usageError('question', visible(`expected <requirement> since <when>, found ${JSON.stringify(text)}`), next)
  try {
    return { requirement, since: parseWhen(when) }
  } catch (error) {
    throw error instanceof BadValue ? usageError('question', visible(error.message), next) : error
  }
}

function inWords({ requirement, since }: Question, answers: readonly Answer[]): string {
  const targets = new Set(answers.map(({ target }) => target)).size
  const head = `${requirement} since ${minute(since.toISOString())} UTC: ${plural(answers.length, 'finding')} at ${plural(targets, 'target')}`
  if (answers.length === 0) return head
  const rows = answers.map((one) => [
    one.target,
    one.requirement,
    one.verdict,
    minute(one.since),
    one.until === null ? 'still' : minute(one.until),
    one.message ?? '',
  ])
  return `${head}\n\n${table([['target', 'rule', 'verdict', 'since (UTC)', 'until', ''], ...rows])}`
}

const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ')
