import { plural } from '../../engine/words.ts'
import { report } from './store.ts'

/** Half a run must not be taken for a whole one: it says so before anything else. */
export function Incomplete({ targets }: { targets: readonly { name: string; total: number; judged: number }[] }) {
  return (
    <section class="incomplete" aria-labelledby="incomplete-title">
      <h2 id="incomplete-title">
        <span class="alarm" aria-hidden="true">
          !
        </span>
        The run was not completed
      </h2>
      <p class="reason">{report.incompleteReason ?? 'It broke off.'}</p>
      {targets.map(({ name, total, judged }) => (
        <p key={name}>
          {judged === total
            ? `All rules of ${name} were judged.`
            : `${judged === 0 ? 'None' : judged} of ${plural(total, 'rule')} of ${name} could be judged; a fail may be among the rest.`}
        </p>
      ))}
    </section>
  )
}
