import { useState } from 'preact/hooks'
import { plural } from '../../../engine/words.ts'
import { useRules } from './use-rules.ts'

interface RuleChoiceProps {
  /** The targets that are judged. */
  names: readonly string[]
  /** IDs; none stands for all. */
  chosen: ReadonlySet<string>
  choose: (ids: ReadonlySet<string>) => void
}

/** All rules, or some of them, one by one or by their area. */
export function RuleChoice({ names, chosen, choose }: RuleChoiceProps) {
  const known = useRules(names)
  const rules = [...new Map(names.flatMap((name) => known[name] ?? []).map((rule) => [rule.id, rule])).values()]
  const [words, setWords] = useState('')
  const found = rules.filter(({ id, title, area }) =>
    `${id} ${title} ${area}`.toLowerCase().includes(words.toLowerCase()),
  )
  const areas = [...new Set(found.map(({ area }) => area))]
  const set = (ids: readonly string[], isIn: boolean) =>
    choose(new Set(isIn ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))))
  return (
    <details class="rule-choice">
      <summary>
        Rules:{' '}
        {chosen.size === 0 ? `all ${rules.length === 0 ? '' : rules.length}` : `${chosen.size} of ${rules.length}`}
      </summary>
      <p class="buttons">
        <input
          class="field"
          type="search"
          placeholder="Search rules"
          aria-label="Search rules to judge"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <span role="status">{words && plural(found.length, 'rule')}</span>
        <button
          type="button"
          class="plain"
          onClick={() =>
            set(
              found.map(({ id }) => id),
              true,
            )
          }
        >
          Choose {words ? 'these' : 'all'}
        </button>
        <button type="button" class="plain" onClick={() => choose(new Set())}>
          Clear the choice
        </button>
      </p>
      {rules.length === 0 && <p class="note">Choose a target first.</p>}
      {areas.map((area) => {
        const ids = found.filter((rule) => rule.area === area).map(({ id }) => id)
        const within = ids.filter((id) => chosen.has(id)).length
        return (
          <fieldset key={area} class="choice">
            <legend>{area}</legend>
            <label class="whole">
              <input
                type="checkbox"
                checked={within === ids.length}
                ref={(box) => {
                  if (box) box.indeterminate = within > 0 && within < ids.length
                }}
                onChange={() => set(ids, within < ids.length)}
              />
              <strong>{area}</strong>
            </label>
            {found
              .filter((rule) => rule.area === area)
              .map(({ id, title, level }) => (
                <label key={id}>
                  <input type="checkbox" checked={chosen.has(id)} onChange={() => set([id], !chosen.has(id))} />
                  <code class="id">{id}</code>
                  <span>
                    {title} <span class="note">{level}</span>
                  </span>
                </label>
              ))}
          </fieldset>
        )
      })}
    </details>
  )
}
