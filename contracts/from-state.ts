import { MatchersV3 } from '@pact-foundation/pact'

/** A value that a provider state gives, and the example that stands for it in the consumer's test. */
export const fromState = <Value>(name: string, example: Value) => MatchersV3.fromProviderState(`\${${name}}`, example)

/**
 * A path with values in it that provider states give.
 *
 * @param template with the names in braces, as OpenAPI has them: `/api/v1/clinic/{clinicID}`
 * @param examples by name; what has none stays as it is
 */
export function pathFromState(template: string, examples: Record<string, string>) {
  const fill = (value: (name: string, example: string) => string) =>
    template.replace(/\{(\w+)\}/g, (written, name: string) => {
      const example = examples[name]
      return example === undefined ? written : value(name, example)
    })
  return MatchersV3.fromProviderState(
    fill((name) => `\${${name}}`),
    fill((_, example) => example),
  )
}
