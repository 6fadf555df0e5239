import { useContext, useState } from 'preact/hooks'
import type { ExchangeRequest } from '../../engine/exchange.ts'
import { curl } from '../curl.ts'
import { type Variables, variablesIn } from '../placeholders.ts'
import { undiciScript } from '../undici-script.ts'
import { Copy } from './copy.tsx'
import { HeadingLevel } from './exchange-source.ts'
import { Scroll } from './scroll.tsx'

const WAYS = [
  { name: 'curl', label: 'curl command', of: curl },
  { name: 'undici', label: 'undici script', of: undiciScript },
]

/** How to send the request again, with environment variables in place of secrets. */
export function Repeat({ request, variables }: { request: ExchangeRequest; variables: Variables }) {
  const [way, setWay] = useState(WAYS[0]!)
  const text = way.of(request, variables)
  const needed = variablesIn(request, variables)
  return (
    <div class="repeat">
      <div class="bar">
        <h5 aria-level={useContext(HeadingLevel)}>Repeat it</h5>
        <fieldset class="views">
          <legend>By</legend>
          {WAYS.map((one) => (
            <button key={one.name} type="button" class="chip" aria-pressed={way === one} onClick={() => setWay(one)}>
              {one.name}
            </button>
          ))}
        </fieldset>
        <Copy text={text}>Copy</Copy>
      </div>
      {needed.length > 0 && <p class="about">To be set before: {needed.join(', ')}</p>}
      <Scroll label={way.label} class="scroll command">
        <pre>{text}</pre>
      </Scroll>
    </div>
  )
}
