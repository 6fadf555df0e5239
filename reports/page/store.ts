import { useEffect, useState } from 'preact/hooks'
import type { Exchange } from '../../engine/exchange.ts'
import { visibleDeep } from '../inert.ts'
import type { Payload } from '../payload.ts'

const data = document.getElementById('bitewing-data')!

const payload: Payload = JSON.parse(data.textContent)
const { packs, packOf } = payload
export const { report, timelines } = payload

const unpacked = new Map<number, Promise<Map<string, Exchange>>>()

async function unpack(pack: string): Promise<Map<string, Exchange>> {
  const bytes = Uint8Array.from(atob(pack), (char) => char.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const exchanges: Exchange[] = JSON.parse(await new Response(stream).text())
  return new Map(exchanges.map((exchange) => [exchange.id, exchange]))
}

async function exchangeOf(id: string): Promise<Exchange | undefined> {
  if (!Object.hasOwn(packOf, id)) return undefined
  const at = packOf[id]!
  const pack = unpacked.get(at) ?? unpack(packs[at]!)
  unpacked.set(at, pack)
  const exchange = (await pack).get(id)
  if (!exchange) return undefined
  // The messages stay as they were on the wire; where they are shown, they are made visible.
  const { request, response, changes, ...about } = exchange
  return { ...visibleDeep(about), request, response, changes }
}

/** The exchanges with these IDs, as far as the report has them, by ID; undefined while they are unpacked. */
export function useExchanges(ids: readonly string[]): ReadonlyMap<string, Exchange> | undefined {
  const [found, setFound] = useState<ReadonlyMap<string, Exchange>>()
  const key = ids.join(' ')
  useEffect(() => {
    let current = true
    Promise.all(ids.map(exchangeOf)).then((exchanges) => {
      if (current) setFound(new Map(exchanges.flatMap((exchange) => (exchange ? [[exchange.id, exchange]] : []))))
    })
    return () => {
      current = false
    }
  }, [key])
  return found
}
