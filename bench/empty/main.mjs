import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'

// The settings are those of cli/harness.ts: what is compared is what Bitewing adds.
const vitest = await startVitest(
  'test',
  [],
  {
    root: fileURLToPath(new URL('.', import.meta.url)),
    config: false,
    watch: false,
    include: ['trivial.suite.js'],
    exclude: [],
    reporters: [{}],
    pool: 'threads',
    isolate: false,
    cache: false,
    maxWorkers: 1,
  },
  { configFile: false },
)
const passed = vitest.state.getCountOfFailedTests() === 0 && vitest.state.getTestModules().length === 1
process.exit(passed ? 0 : 1)
