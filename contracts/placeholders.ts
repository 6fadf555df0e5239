/**
 * What stands in a pact where a credential or another value of the target's own goes. They are put in when the pact is
 * verified (`contracts/verification/credentials.ts`); a pact never holds the values themselves.
 */
export const PLACEHOLDERS = {
  user: 'placeholder-user',
  password: 'placeholder-password',
  apiKey: 'placeholder-api-key',
  /** Of an employee of the first company. */
  token: 'placeholder-token',
  pushSecret: 'placeholder-push-secret',
} as const

/** Companies of the inbox profile as pacts name them: the target's first and second one. */
export const COMPANIES = ['placeholder-company', 'placeholder-other-company'] as const

/** An Authorization header for Basic credentials. */
export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
