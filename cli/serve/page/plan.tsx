import { plural } from '../../../engine/words.ts'
import { Scroll } from '../../../reports/page/scroll.tsx'
import { duration } from '../../../reports/verdicts.ts'
import type { TargetPlan } from '../../plan.ts'

/** What a run would send, before anything is. */
export function Plan({ plans }: { plans: TargetPlan[] }) {
  return (
    <section class="plan" aria-labelledby="plan-title">
      <h3 id="plan-title">Plan</h3>
      <p class="note">Nothing was sent to these targets.</p>
      {plans.map(
        ({ target, baseUrl, rules, requests, cases, rateLimit, pace, leastMs, operations, untried, unrehearsed }) => (
          <div key={target}>
            <h4>
              {target} <span class="note">{baseUrl}</span>
            </h4>
            {unrehearsed ? (
              <p>
                {plural(rules, 'rule')}. Its profile has no mock to rehearse on: how many requests there would be is not
                known.
              </p>
            ) : (
              <>
                <p>
                  {plural(rules, 'rule')}, {plural(requests, 'request')}, {duration(leastMs)} at the least
                  {rateLimit && `, ${plural(cases, 'case')} (${rateLimit.cases} in any ${rateLimit.windowSeconds} s)`}
                  {pace && `, no more than ${pace.requests} in ${pace.seconds} s`}.
                </p>
                <Scroll label={`Requests to ${target}`} class="scroll">
                  <table class="targets-table">
                    <thead>
                      <tr>
                        <th scope="col">Operation</th>
                        <th scope="col">Why</th>
                        <th scope="col">Requests</th>
                      </tr>
                    </thead>
                    <tbody>
                      {operations.map(({ operation, purposes, requests: count }) => (
                        <tr key={operation}>
                          <th scope="row">{operation}</th>
                          <td>
                            {Object.entries(purposes)
                              .map(([purpose, times]) => `${times} ${purpose}`)
                              .join(', ')}
                          </td>
                          <td class="number">{count}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              </>
            )}
            {untried.length > 0 && (
              <ul class="untried">
                {untried.map(({ message, ids }) => (
                  <li key={message}>
                    Not tried: {ids.join(', ')}: {message}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ),
      )}
    </section>
  )
}
