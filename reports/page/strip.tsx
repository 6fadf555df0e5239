import type { TargetReport } from '../model.ts'
import { verdicts } from '../verdicts.ts'

interface StripProps {
  target: TargetReport
  link: (rule: string) => string
}

/**
 * Every rule as one tooth, area by area in the register's order, those that need action hanging lower. It repeats for the
 * eye and the mouse what the lists below say in words, so it is hidden from everybody else.
 */
export function Strip({ target, link }: StripProps) {
  const areas = [...new Set(target.requirements.map((rule) => rule.area))]
  return (
    <div class="strip" aria-hidden="true">
      {areas.map((area) => (
        <span class="jaw" key={area}>
          {target.requirements
            .filter((rule) => rule.area === area)
            .map(({ id, verdict, title }) => (
              // biome-ignore lint/a11y/useAnchorContent: hidden as a whole, and the lists below have the same links
              <a
                key={id}
                class={`tooth ${verdict}`}
                tabIndex={-1}
                href={link(id)}
                title={`${id}: ${verdicts.find(({ name }) => name === verdict)!.label}. ${title}`}
              />
            ))}
        </span>
      ))}
    </div>
  )
}
