import { readFileSync } from 'node:fs'
import { Deployment } from 'kubernetes-models/apps/v1'
import { CronJob } from 'kubernetes-models/batch/v1'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { createProgram, everyCommand } from '../cli/program.ts'
import { Kept } from './fixtures/command.ts'

const KINDS = { Deployment, CronJob }

interface Manifest {
  kind: keyof typeof KINDS
  spec: Record<string, unknown>
}

const manifests = parseAllDocuments(
  readFileSync(new URL('../examples/kubernetes/fleet.yaml', import.meta.url), 'utf8'),
).map((document) => document.toJS() as Manifest)

const validate = (manifest: Manifest) => new KINDS[manifest.kind](manifest as never).validate()

test('the manifests fit the schemas of Kubernetes, which would refuse others', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual(['Deployment', 'CronJob'])
  for (const manifest of manifests) {
    expect(() => validate(manifest)).not.toThrow()
    const [key] = Object.keys(manifest.spec)
    expect(() => validate({ ...manifest, spec: { ...manifest.spec, [key!]: [] } })).toThrow(key)
  }
})

test('what they start are commands of bitewing', () => {
  const io = { cwd: '/', env: {}, stdout: new Kept(), stderr: new Kept(), onInterrupt() {} }
  const fleet = everyCommand(createProgram(io, async () => {})).find((command) => command.name() === 'fleet')!
  const started = JSON.stringify(manifests).matchAll(/"command":\["bitewing","fleet","(\w+)","(--[\w-]+)"/g)
  const known = [...started].map(([, name, option]) =>
    fleet.commands.find((one) => one.name() === name)?.options.some(({ long }) => long === option),
  )
  expect(known).toEqual([true, true])
})
