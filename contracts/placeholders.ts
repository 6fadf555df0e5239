/**
 * What stands in a pact where a credential or another value of the target's own goes. They are put in when the pact is
 * verified (`contracts/verification/credentials.ts`); a pact never holds the values themselves. They are those that the
 * embedded mocks start with, so that any verifier of Pact's can replay a pact on `bitewing mock` as it stands.
 */
export const PLACEHOLDERS = {
  user: 'doctor.one@clinic.example',
  password: 'mock-password-one',
  apiKey: 'Mock-Api-Key-7QxZ',
  /** Of an employee of the first company. */
  token: 'synthetic-token-a1',
  pushSecret: 'synthetic-push-secret',
} as const

/** The login at a login-based vendor, likewise. */
export const LOGIN = { username: 'synthetic-user', password: 'synthetic-password-1' } as const

/** Companies of the inbox profile as pacts name them: the target's first and second one. */
export const COMPANIES = ['synthetic-company-a', 'synthetic-company-b'] as const

/** An Authorization header for Basic credentials. */
export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
