import { faker } from '@faker-js/faker/locale/en'
import type { Situation, Stage, StageHands } from '../../../../engine/drill.ts'
import { seeded } from '../../../../generators/seeded.ts'
import { type JobPatient, jobPatient, type ListStyle, labOf, mapOf, type Trio, type World, world } from './world.ts'

/** A scan that a client is to create, and what it comes to. */
export interface WantedScan {
  procedureMapId: number
  labId: number | null
  companyId: number
  scannerSerialNumber: string
  rxId?: string
  patient?: JobPatient
  notes?: string
}

export type ScanJob = 'create-scan' | 'create-scan-by-rx'

export const SCAN_JOBS: readonly ScanJob[] = ['create-scan', 'create-scan-by-rx']

/** How a scan is asked for. */
export interface Asked {
  trio?: Trio
  patient?: JobPatient
  notes?: string
  list?: ListStyle
}

const PLAIN_NOTES = ['Check the contact point.', 'Shade A2, upper right.', 'Please call before shipping.']

/** One of the trios that every list has, by the seed; not one without a type, which lists write in several ways. */
export const anyTrio = (seed: number, { maps }: Pick<World, 'maps'>): Trio => {
  const typed = maps.filter(({ type }) => type !== null && /^[A-Z].*[a-z]/.test(type))
  const { procedure, type, sendTo } = seeded(faker, seed, 'drill trio').helpers.arrayElement(typed)
  return { procedure, type, sendTo }
}

/** The input of a job that creates a scan, and the scan that it asks for. */
export function scanOf(job: ScanJob, seed: number, own: World, asked: Asked): { input: object; wanted: WantedScan } {
  const trio = asked.trio ?? anyTrio(seed, own)
  const patient = asked.patient ?? jobPatient(seed, seed % 2 === 0 ? 'male' : 'female', 'plain')
  const notes = asked.notes ?? (PLAIN_NOTES[seed % PLAIN_NOTES.length] as string)
  const { companyId, scannerSerialNumber } = own.account
  const place = {
    procedureMapId: mapOf(own, trio)?.procedureMapId,
    labId: labOf(own, trio.sendTo),
    companyId,
    scannerSerialNumber,
  }
  const { rxId, labs } = own
  return job === 'create-scan'
    ? { input: { ...trio, patient, notes, labs }, wanted: { ...place, patient, notes } }
    : { input: { rxId, ...trio, labs }, wanted: { ...place, rxId } }
}

/** What a situation of one scan is made of. */
export type ScanSituation = Omit<Situation, 'stage' | 'job'> & {
  job: ScanJob
  asked?(seed: number): Asked
  intercept?: Stage['intercept']
  credentials?(own: World): Record<string, unknown>
}

/** A situation in which one scan is asked for. */
export const scanSituation = ({ asked, intercept, credentials, ...rest }: ScanSituation): Situation => ({
  ...rest,
  async stage({ seed, start }: StageHands) {
    const wish = asked?.(seed) ?? {}
    const own = world(seed, wish.list)
    await start({ data: own.data })
    const { input, wanted } = scanOf(rest.job, seed, own, wish)
    return {
      input,
      expected: { scan: wanted },
      ...(intercept ? { intercept } : {}),
      ...(credentials ? { credentials: credentials(own) } : {}),
    }
  },
})

/** The same situation for both jobs that create one scan. */
export const onBothJobs = (
  name: string,
  summary: string,
  made: (job: ScanJob) => Omit<ScanSituation, 'name' | 'summary' | 'job'>,
): Situation[] =>
  SCAN_JOBS.map((job) =>
    scanSituation({ ...made(job), name: job === 'create-scan' ? name : `${name}-by-rx`, summary, job }),
  )
