import { useEffect, useState } from 'preact/hooks'
import type { Exchange } from '../../engine/exchange.ts'
import { visibleDeep } from '../inert.ts'
import type { TargetReport } from '../model.ts'
import type { Payload } from '../payload.ts'

const data = document.getElementById('bitewing-data')!

const payload: Payload = JSON.parse(data.textContent)
const { packs, packOf } = payload
export const { report, timelines, responseTimes } = payload

/** The environment variables that a target's configuration names. */
export const variablesOf = (target: string) => report.targets.find(({ name }) => name === target)?.variables ?? {}

type Pack = ReadonlyMap<string, Exchange>

const unpacking = new Map<number, Promise<Pack>>()
/** What is unpacked can be shown at once, also on paper, which waits for nothing. */
const unpacked = new Map<number, Pack>()

async function unpack(pack: string): Promise<Pack> {
  const bytes = Uint8Array.from(atob(pack), (char) => char.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const exchanges: Exchange[] = JSON.parse(await new Response(stream).text())
  return new Map(exchanges.map((exchange) => [exchange.id, shown(exchange)]))
}

/** The messages stay as they were on the wire; where they are shown, they are made visible. */
function shown({ request, response, changes, ...about }: Exchange): Exchange {
  return { ...visibleDeep(about), request, response, changes }
}

function packsOf(ids: readonly string[]): number[] {
  return [...new Set(ids.flatMap((id) => (Object.hasOwn(packOf, id) ? packOf[id]! : [])))]
}

async function load(pack: number): Promise<void> {
  const one = unpacking.get(pack) ?? unpack(packs[pack]!)
  unpacking.set(pack, one)
  unpacked.set(pack, await one)
}

function known(ids: readonly string[]): ReadonlyMap<string, Exchange> | undefined {
  if (!packsOf(ids).every((pack) => unpacked.has(pack))) return undefined
  const found = ids.flatMap((id) => unpacked.get(packOf[id] ?? -1)?.get(id) ?? [])
  return new Map(found.map((exchange) => [exchange.id, exchange]))
}

/** The exchanges with these IDs, as far as the report has them, by ID; undefined while they are unpacked. */
export function useExchanges(ids: readonly string[]): ReadonlyMap<string, Exchange> | undefined {
  const [, setLoaded] = useState(0)
  const key = ids.join(' ')
  useEffect(() => {
    if (known(ids)) return
    let current = true
    Promise.all(packsOf(ids).map(load)).then(() => {
      if (current) setLoaded((count) => count + 1)
    })
    return () => {
      current = false
    }
  }, [key])
  return known(ids)
}

/** Packs that are made ready for paper: beyond that the evidence of a fail is printed only where it was opened. */
const MOST_WARM = 60

/**
 * Unpacks, once the page stands, the first evidence of what is printed in full: so many exchanges of each rule, and their
 * controls. Gives a function that stops it.
 */
export function warm({ requirements }: TargetReport, exchangesOfEach: number): () => void {
  let current = true
  const printed = requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const first = printed.map(({ exchanges }) => exchanges.slice(0, exchangesOfEach))
  const prepare = async () => {
    await loadInTurn(first.flat())
    await loadInTurn(first.flatMap((ids) => [...(known(ids)?.values() ?? [])].flatMap((one) => one.controlId ?? [])))
  }
  const loadInTurn = async (ids: string[]) => {
    for (const pack of packsOf(ids).slice(0, MOST_WARM)) {
      if (!current) return
      await load(pack)
    }
  }
  const timer = setTimeout(prepare, 500)
  return () => {
    current = false
    clearTimeout(timer)
  }
}
