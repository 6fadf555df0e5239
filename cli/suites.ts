import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Reporter, startVitest, type Vitest } from 'vitest/node'

type Provision = NonNullable<NonNullable<Parameters<typeof startVitest>[2]>['provide']>

/** Without these vite would look for configurations of the user's, from the package's folder upwards. */
const viteOverrides = { configFile: false, css: { postcss: {} } } as const

/** Beside this file in the sources; what is built stands in `dist/cli`, and this file in `dist/chunks`. */
const SUITES = fileURLToPath(new URL('../cli/conformance', import.meta.url))

/**
 * Has vitest run suites of `cli/conformance`, each in a worker thread, and resolves once they are through.
 *
 * @param names of the files, without `.suite` and what follows
 */
export const startSuites = (
  names: readonly string[],
  { maxWorkers, provide, reporter }: { maxWorkers: number; provide: Partial<Provision>; reporter: Reporter },
): Promise<Vitest> =>
  startVitest(
    'test',
    [],
    {
      root: SUITES,
      config: false,
      watch: false,
      include: names.map((name) => `${name}.suite${extname(fileURLToPath(import.meta.url))}`),
      exclude: [],
      reporters: [reporter],
      pool: 'threads',
      isolate: false,
      cache: false,
      // What is built is imported as it stands; vite would parse and rewrite each of its modules.
      server: { deps: { external: [/\.js$/] } },
      maxWorkers,
      provide,
    },
    viteOverrides,
  )

/** Throws an error of Bitewing's own: vitest counts a test that throws for a `fail`, but one of ours left no row behind. */
export function throwOwnError({ state }: Vitest): void {
  const errors = [
    ...state.getUnhandledErrors(),
    ...state
      .getTestModules()
      .flatMap((module) => [
        ...module.errors(),
        ...[...module.children.allTests('failed')].flatMap((test) =>
          test.meta().bitewing ? [] : (test.result().errors ?? []),
        ),
      ]),
  ] as Error[]
  if (errors.length > 0) throw errors[0]
}
