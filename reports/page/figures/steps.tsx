import type { StepsFigure } from '../../../engine/figure.ts'

export function Steps({ figure: { steps } }: { figure: StepsFigure }) {
  return (
    <ol class="step-list">
      {steps.map((step, at) => (
        <li key={at}>{step}</li>
      ))}
    </ol>
  )
}
