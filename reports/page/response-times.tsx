import { plural } from '../../engine/words.ts'
import { binStart, type ResponseTimes } from '../response-times.ts'
import { duration } from '../verdicts.ts'

interface ResponseTimesTableProps {
  times: ResponseTimes[]
  link: (rule: string) => string
}

/** How long each operation took to answer: a histogram over a logarithmic axis, with the median and the 95th percentile. */
export function ResponseTimesTable({ times, link }: ResponseTimesTableProps) {
  const axis = axisOf(times)
  const unanswered = times.reduce((sum, one) => sum + one.unanswered, 0)
  return (
    <section class="drawing response-times" id="response-times" aria-labelledby="response-times-title">
      <h2 id="response-times-title">Response times</h2>
      <p class="note">
        From the first byte sent to the last byte read, as measured where the suite ran; the axis is logarithmic. The
        solid line is the median, the broken one the 95th percentile.
        {unanswered > 0 &&
          ` ${plural(unanswered, 'request')} without an answer ${unanswered === 1 ? 'is' : 'are'} not in it.`}
      </p>
      <table class="times">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col" class="size">
              Answers
            </th>
            <th scope="col" class="distribution">
              <AxisMarks axis={axis} />
            </th>
            <th scope="col" class="size">
              Median
            </th>
            <th scope="col" class="size">
              95 %
            </th>
            <th scope="col" class="size">
              Slowest
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((one) => (
            <tr key={one.operation}>
              <th scope="row">{one.operation}</th>
              <td class="size" data-column="answers">
                {one.answers.toLocaleString('en-US')}
              </td>
              <td class="distribution">
                <Histogram times={one} axis={axis} />
              </td>
              <td class="size" data-column="median">
                {duration(one.median)}
              </td>
              <td class="size" data-column="95 %">
                {duration(one.p95)}
              </td>
              <td class="size" data-column="slowest">
                <a href={link(one.slowest.rule)} title={`${one.slowest.rule}, exchange ${one.slowest.exchange}`}>
                  {duration(one.slowest.ms)}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The powers of ten, of milliseconds, that all answers lie between. */
interface Axis {
  from: number
  to: number
}

function axisOf(times: readonly ResponseTimes[]): Axis {
  const bins = times.flatMap((one) => one.bins.map(([bin]) => bin))
  const from = Math.floor(Math.log10(binStart(Math.min(...bins))))
  const to = Math.ceil(Math.log10(binStart(Math.max(...bins) + 1)))
  return { from, to }
}

const place = (ms: number, { from, to }: Axis) => Math.min(1, Math.max(0, (Math.log10(ms) - from) / (to - from)))
const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** Height of a histogram, in pixels. */
const HEIGHT = 30

/** It draws for the eye what the cells around it say in numbers. */
function Histogram({ times, axis }: { times: ResponseTimes; axis: Axis }) {
  const most = Math.max(...times.bins.map(([, answers]) => answers))
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT}>
      {decades(axis).map((at) => (
        <line key={at} class="decade" x1={percent(place(at, axis))} x2={percent(place(at, axis))} y1="0" y2={HEIGHT} />
      ))}
      {times.bins.map(([bin, answers]) => {
        const left = place(binStart(bin), axis)
        // One answer among hundreds is still seen.
        const height = Math.max(2, Math.sqrt(answers / most) * (HEIGHT - 4))
        return (
          <rect
            key={bin}
            x={percent(left)}
            width={percent(place(binStart(bin + 1), axis) - left)}
            y={HEIGHT - height}
            height={height}
          />
        )
      })}
      <line
        class="median"
        x1={percent(place(times.median, axis))}
        x2={percent(place(times.median, axis))}
        y1="0"
        y2={HEIGHT}
      />
      <line class="p95" x1={percent(place(times.p95, axis))} x2={percent(place(times.p95, axis))} y1="0" y2={HEIGHT} />
    </svg>
  )
}

function AxisMarks({ axis }: { axis: Axis }) {
  return (
    <span class="decades">
      <span class="legend-only">Distribution</span>
      {decades(axis).map((at, index, all) => (
        <span
          key={at}
          aria-hidden="true"
          class={index === 0 ? 'first' : index === all.length - 1 ? 'last' : undefined}
          style={{ left: percent(place(at, axis)) }}
        >
          {at < 1 ? `${at} ms` : duration(at)}
        </span>
      ))}
    </span>
  )
}

function decades({ from, to }: Axis): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at))
}
