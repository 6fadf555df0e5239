import { useState } from 'preact/hooks'
import type { Figure } from '../../../engine/figure.ts'
import { plural } from '../../../engine/words.ts'
import { inWords } from '../../figures.ts'
import { usePrinting } from '../printing.ts'
import { Calendar } from './calendar.tsx'
import { Sets } from './sets.tsx'
import { Steps } from './steps.tsx'
import { Timeline } from './timeline.tsx'

/** Figures that are drawn at first. */
const FEW = 4

/** The drawings of a finding, each with its title and what it shows in words. */
export function Figures({ figures }: { figures: Figure[] }) {
  const [all, setAll] = useState(figures.length <= FEW)
  const printing = usePrinting()
  return (
    <div class="figures">
      {figures.slice(0, all || printing ? undefined : FEW).map((figure, at) => (
        <figure key={at} class="figure">
          <figcaption>
            <strong>{figure.title}</strong> <span class="about">{inWords(figure)}</span>
          </figcaption>
          <Drawing figure={figure} />
        </figure>
      ))}
      {!all && !printing && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          Show {plural(figures.length - FEW, 'more figure')}
        </button>
      )}
    </div>
  )
}

function Drawing({ figure }: { figure: Figure }) {
  switch (figure.kind) {
    case 'sets':
      return <Sets figure={figure} />
    case 'timeline':
      return <Timeline figure={figure} />
    case 'calendar':
      return <Calendar figure={figure} />
    case 'steps':
      return <Steps figure={figure} />
  }
}
