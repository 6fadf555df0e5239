import type { SendTo } from '../../generators/order.ts'
import type { UsableMap } from './map-list.ts'

/**
 * A map for each order, so that between them the first and the last entry of the list and each procedure occur: time and
 * again the map that is a sample of the most that is still lacking, for the first order that it fits. Of maps that tell
 * as much, the most trustworthy is taken.
 *
 * @param sendTos where each order is sent
 * @param maps the most trustworthy first
 */
export function sampleMaps(sendTos: readonly SendTo[], maps: readonly UsableMap[]): (UsableMap | undefined)[] {
  const choices = sendTos.map((sendTo) => maps.filter((map) => map.sendTo === sendTo))
  const sample: (UsableMap | undefined)[] = sendTos.map(() => undefined)
  const seen = new Set<string>()
  const news = (map: UsableMap) => map.samples.filter((one) => !seen.has(one)).length
  for (let left = sendTos.length; left > 0; left--) {
    let best: { nth: number; map: UsableMap } | undefined
    for (const [nth, ofKind] of choices.entries())
      for (const map of ofKind) if (!sample[nth] && (!best || news(map) > news(best.map))) best = { nth, map }
    if (!best) break
    sample[best.nth] = best.map
    for (const one of best.map.samples) seen.add(one)
  }
  return sample
}
