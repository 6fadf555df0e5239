import { titleOf, verdicts } from '../verdicts.ts'
import { linkTo } from './route.ts'
import { report } from './store.ts'
import { Tally } from './tally.tsx'

/** A row for each target of the run: what it is, and how many rules have which verdict. */
export function TargetsTable() {
  const present = verdicts.filter(({ count }) => report.targets.some(({ summary }) => summary[count] > 0))
  return (
    <table class="targets-table" aria-label="Targets">
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">Profile</th>
          <th scope="col">Base URL</th>
          {present.map(({ name, glyph, label }) => (
            <th key={name} scope="col" class="size">
              <span class={`verdict ${name}`}>
                <span class="glyph" aria-hidden="true">
                  {glyph}
                </span>
                {label}
              </span>
            </th>
          ))}
          <th scope="col">Rules</th>
        </tr>
      </thead>
      <tbody>
        {report.targets.map((target, at) => (
          <tr key={titleOf(target)}>
            <th scope="row">
              <a href={linkTo(report, { target: at })}>{titleOf(target)}</a>
            </th>
            <td>
              {target.profile}
              {target.kind === 'mock' && <span class="about"> mock</span>}
            </td>
            <td class="url">
              <code>{target.baseUrl}</code>
            </td>
            {present.map(({ name, count, label }) => (
              <td key={name} class={target.summary[count] > 0 ? `size ${name}` : 'size zero'} data-verdict={label}>
                {target.summary[count]}
              </td>
            ))}
            <td>
              <Tally rules={target.requirements} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
