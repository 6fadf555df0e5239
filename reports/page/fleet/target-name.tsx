import { reportOf } from './data.ts'

/** A target's name, as a link to its own report where there is one. */
export function TargetName({ name }: { name: string }) {
  const href = reportOf(name)
  return href === undefined ? name : <a href={href}>{name}</a>
}
