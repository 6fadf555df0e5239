import type { TargetReport } from '../model.ts'
import { Findings } from './findings.tsx'

interface WaiverNotesProps {
  notes: NonNullable<TargetReport['waivers']>
  link: (rule: string) => string
}

const STATE = {
  expired: 'expired',
  changed: 'fails otherwise',
  unneeded: 'no longer needed',
  unexplained: 'without a reason',
} satisfies Record<WaiverNotesProps['notes'][number]['state'], string>

/** Waivers with which something is to be done. */
export function WaiverNotes({ notes, link }: WaiverNotesProps) {
  return (
    <Findings
      id="waivers"
      title="Waivers to look at"
      count={notes.length}
      note="Known deviations of the configuration that this run shows in another light."
    >
      {notes.map(({ id, state, reason, expires, message }) => (
        <li key={id} class="finding">
          <a class="id" href={link(id)}>
            {id}
          </a>
          <span class="title">
            <strong>{STATE[state]}</strong> (until {expires}): {reason}
          </span>
          <span class="says">{message}</span>
        </li>
      ))}
    </Findings>
  )
}
