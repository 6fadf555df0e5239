import type { TargetReport } from '../model.ts'
import { questions } from '../verdicts.ts'
import { linkTo, type Section } from './route.ts'
import { report, responseTimes, timelines } from './store.ts'

/** What is on a target's page, with a link to each part. */
export function SectionLinks({ target }: { target: number }) {
  return (
    <nav class="sections" aria-label="On this page">
      <ul>
        {sectionsOf(report.targets[target]!, target).map(({ section, title, count }) => (
          <li key={section}>
            <a href={linkTo(report, { target, section })}>
              {title} {count !== undefined && <span class="number">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function sectionsOf(shown: TargetReport, target: number): { section: Section; title: string; count?: number }[] {
  const asked = questions(shown).length
  const left = shown.leftBehind?.length ?? 0
  return [
    ...(shown.summary.fail > 0 ? [{ section: 'fails' as const, title: 'Fails', count: shown.summary.fail }] : []),
    ...(asked > 0 ? [{ section: 'questions' as const, title: 'Questions', count: asked }] : []),
    { section: 'rules', title: 'Rules', count: shown.requirements.length },
    ...(shown.contracts ? [{ section: 'contracts' as const, title: 'Contracts' }] : []),
    { section: 'coverage', title: 'Coverage' },
    ...(timelines[target] ? [{ section: 'rate-limit' as const, title: 'Rate limit' }] : []),
    ...(responseTimes[target]!.length > 0 ? [{ section: 'response-times' as const, title: 'Response times' }] : []),
    ...((shown.history?.length ?? 0) > 1 ? [{ section: 'history' as const, title: 'History' }] : []),
    ...((shown.discovered?.length ?? 0) > 0 ? [{ section: 'discovered' as const, title: 'Discovered' }] : []),
    ...(left > 0 ? [{ section: 'left-behind' as const, title: 'Left behind', count: left }] : []),
  ]
}
