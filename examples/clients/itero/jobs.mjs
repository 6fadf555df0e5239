import { IteroClient } from './client.mjs'

const JOBS = {
  'list-maps': async (client) => {
    const maps = await client.listMaps()
    return { maps: maps.map(({ procedureMapId, sendTo }) => ({ procedureMapId, sendTo })) }
  },
  'create-scan': (client, scan) => client.createScan(scan),
  'create-scan-by-rx': (client, scan) => client.createScanByRx(scan),
  'create-scans': (client, { scans }) => client.createScans(scans),
}

/** Does a job as the drill gives it, and resolves with the answer. */
export async function doJob({ job, baseUrl, credentials, input }, client = new IteroClient(baseUrl, credentials)) {
  try {
    return { status: 'done', result: await JOBS[job](client, input) }
  } catch (error) {
    return { status: error.status ?? 'failed', reason: error.message }
  }
}
