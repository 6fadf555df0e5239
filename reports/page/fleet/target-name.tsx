import { useFleet } from './data.ts'

/** A target's name, as a link to its own report where there is one. */
export function TargetName({ name }: { name: string }) {
  const href = useFleet().targets.find((one) => one.name === name)?.report
  return href === undefined ? name : <a href={href}>{name}</a>
}
