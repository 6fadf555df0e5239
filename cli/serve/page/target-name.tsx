import type { PageState } from '../model.ts'

/** A target as it is chosen: its name, and where it is. */
export function TargetName({ target: { name, profile, baseUrl } }: { target: PageState['targets'][number] }) {
  return (
    <>
      <strong>{name}</strong>
      <span class="note">
        {name === profile ? '' : `${profile}, `}
        {baseUrl ?? 'the embedded mock'}
      </span>
    </>
  )
}
