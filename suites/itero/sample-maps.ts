import type { SendTo } from '../../generators/order.ts'
import type { CreateOperation } from './api.ts'
import type { UsableMap } from './map-list.ts'

/** What is new for one operation alone; all that one map is a sample of is less than one thing that is new for both. */
const NEW_HERE = 1 / 8

/**
 * A map for each order, so that between them the first and the last entry of the list and each procedure occur, by both
 * operations where there is room: time and again the map that is a sample of the most that is still lacking, for the first
 * order that it fits. Of maps that tell as much, the most trustworthy is taken.
 *
 * @param orders by which operation each is made, and where it is sent
 * @param maps the most trustworthy first
 */
export function sampleMaps(
  orders: readonly { operation: CreateOperation; sendTo: SendTo }[],
  maps: readonly UsableMap[],
): (UsableMap | undefined)[] {
  const sample: (UsableMap | undefined)[] = orders.map(() => undefined)
  const seen = new Set<string>()
  const isNew = (words: string, worth: number) => (seen.has(words) ? 0 : worth)
  for (let left = orders.length; left > 0; left--) {
    let best: { nth: number; map: UsableMap; news: number } | undefined
    for (const [nth, { operation, sendTo }] of orders.entries()) {
      if (sample[nth]) continue
      for (const map of maps) {
        if (map.sendTo !== sendTo) continue
        const news = map.samples.reduce((sum, one) => sum + isNew(one, 1) + isNew(`${one} ${operation}`, NEW_HERE), 0)
        if (!best || news > best.news) best = { nth, map, news }
      }
    }
    if (!best) break
    sample[best.nth] = best.map
    for (const one of best.map.samples) seen.add(one).add(`${one} ${orders[best.nth]?.operation}`)
  }
  return sample
}
