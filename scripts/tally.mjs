import { readFileSync } from 'node:fs'

/**
 * Prints `N passed, N failed` from vitest's JSON report. A file that could not be loaded, and so has no tests, counts as
 * one that failed; where there is no report nothing ran.
 *
 *     node scripts/tally.mjs <report>
 */
const text = readFileSync(process.argv[2], 'utf8')
const files = text === '' ? [] : JSON.parse(text).testResults
const states = files.flatMap(({ status, assertionResults }) => {
  const own = assertionResults.map((test) => test.status)
  return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own
})
const count = (status) => states.filter((one) => one === status).length
console.log(`${count('passed')} passed, ${count('failed')} failed`)
