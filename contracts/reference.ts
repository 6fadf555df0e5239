/** Under this group of an interaction's references (Pact's V4) stand the IDs of the requirements that it touches. */
export const REFERENCE = { group: 'bitewing', name: 'requirements' } as const
