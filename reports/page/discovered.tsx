import { Clipped } from './clipped.tsx'

/** What the suite found out by itself: a short name before the first colon, then what it is. */
export function Discovered({ lines }: { lines: string[] }) {
  return (
    <section class="drawing discovered" id="discovered" aria-labelledby="discovered-title">
      <h2 id="discovered-title">Discovered</h2>
      <p class="note">What the suite found at the target by itself, and worked with.</p>
      <ul aria-labelledby="discovered-title">
        {lines.map((line, at) => {
          const cut = line.indexOf(': ')
          return (
            <li key={at}>
              {cut > 0 && <strong>{line.slice(0, cut)}</strong>}{' '}
              <span>
                <Clipped text={cut > 0 ? line.slice(cut + 2) : line} chars={140} />
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
