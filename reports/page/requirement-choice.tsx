import type { TargetReport } from '../model.ts'
import type { Filter } from './filter.ts'

interface RequirementChoiceProps {
  target: TargetReport
  filter: Filter
  setFilter: (filter: Filter) => void
}

/** One requirement by its ID, or all of an area. */
export function RequirementChoice({ target, filter, setFilter }: RequirementChoiceProps) {
  const areas = [...new Set(target.requirements.map((rule) => rule.area))]
  return (
    <select
      aria-label="Requirement"
      value={filter.requirement}
      onChange={(event) => setFilter({ ...filter, requirement: event.currentTarget.value })}
    >
      <option value="">All requirements</option>
      {areas.map((area) => (
        <optgroup key={area} label={area}>
          <option value={area}>All of {area}</option>
          {target.requirements
            .filter((rule) => rule.area === area)
            .map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}
