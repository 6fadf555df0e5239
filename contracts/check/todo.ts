import type { Problem } from './expectation.ts'

/** What a partner can do about an expectation that is more than the document promises. */
export const TODO: Readonly<Record<Problem['kind'], string>> = {
  unpromised: 'Leave it out.',
  optional: 'Leave it out, or name the provider state that has it there.',
  wrong: 'Expect the documented type.',
  excluded: 'Expect a documented value.',
  exact: 'Use a matcher for the type, or a provider state that names the value.',
  narrower: 'Use a matcher that lets every promised value through.',
  count: 'Use a type matcher without these limits.',
  element: 'Use a type matcher for the elements.',
}
