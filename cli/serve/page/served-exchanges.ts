import { useEffect, useState } from 'preact/hooks'
import type { Exchange } from '../../../engine/exchange.ts'
import type { ExchangeSource } from '../../../reports/page/exchange-source.ts'
import { ask } from './ask.ts'

/** The exchanges of a run, each asked for when it is looked at. */
export const servedExchanges = (run: string): ExchangeSource => ({
  variablesOf: () => ({}),
  useExchanges(ids) {
    const [known, setKnown] = useState<ReadonlyMap<string, Exchange>>(new Map())
    useEffect(() => {
      for (const id of ids.filter((one) => !known.has(one))) {
        ask<Exchange>(`/api/runs/${encodeURIComponent(run)}/exchanges/${encodeURIComponent(id)}`).then(
          (exchange) => setKnown((now) => new Map([...now, [id, exchange]])),
          () => {},
        )
      }
    }, [ids.join(' ')])
    return ids.every((id) => known.has(id)) ? known : undefined
  },
})
