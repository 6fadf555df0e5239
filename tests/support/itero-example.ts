import type { Doing } from './drill.ts'

/** The example's client is plain JavaScript. */
const example = (file: string) => import(new URL(`../../examples/clients/itero/${file}`, import.meta.url).href)

// biome-ignore lint/suspicious/noExplicitAny: its methods are replaced one by one
export type SeededClient = Record<string, any>

const { IteroClient } = (await example('client.mjs')) as {
  IteroClient: new (baseUrl: string, credentials: unknown) => SeededClient
}

/** As the example's client throws it. */
export class ScanError extends Error {
  constructor(
    readonly status: string,
    reason: string,
  ) {
    super(reason)
  }
}

const { doJob } = (await example('jobs.mjs')) as {
  doJob(job: Parameters<Doing>[0], client: SeededClient): ReturnType<Doing>
}

/** A driver of the example's client, with a fault seeded in it. */
export const iteroDriver =
  (seed: (client: SeededClient) => void = () => {}): Doing =>
  (job) => {
    const client = new IteroClient(job.baseUrl, job.credentials)
    seed(client)
    return doJob(job, client)
  }
