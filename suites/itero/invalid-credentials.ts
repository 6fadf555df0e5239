import { SEND_TO } from '../../generators/procedure-maps.ts'
import { basic, type Credentials } from './api.ts'
import type { Variation } from './variation.ts'

const invalid = (what: string, authorization: Variation['authorization'] & {}): Variation => ({
  what,
  on: SEND_TO,
  expected: 401,
  authorization,
})

/** "Miss credentials". */
export const withoutCredentials: Variation = {
  what: 'no Authorization header',
  on: SEND_TO,
  expected: 401,
  authorization: null,
}

/** "Wrong user or password": the right user, and passwords near to the right one, of its length, and of somebody else. */
export function wrongPasswords({ user, password, other }: Credentials): Variation[] {
  const swapped = [...password]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('')
  const wrong: [string, string][] = [
    ['another last letter', otherLast(password)],
    ...(other ? [["another doctor's password", other.password] as [string, string]] : []),
    // What takes the beginning alone, and what trims, take this one.
    ['a space after the password', `${password} `],
    ['the password with a letter less', password.slice(0, -1)],
    ['the password in the other case', swapped],
    ['an empty password', ''],
  ]
  return wrong
    .filter(([, other], nth) => other !== password && wrong.findIndex(([, earlier]) => earlier === other) === nth)
    .map(([what, other]) => ({
      ...invalid(`the right user with ${what}`, basic(user, other, `account.user:${what}`)),
      isWrongPassword: true as const,
    }))
}

/** A password of the right one's length. */
const otherLast = (password: string): string => password.slice(0, -1) + (password.endsWith('x') ? 'y' : 'x')

/** The other doctor with a password of the right one's length: a check may be lacking for some users alone. */
export const othersWrongPassword = ({ other }: Credentials): Variation[] =>
  other
    ? [
        invalid(
          'another doctor with another last letter of the password',
          basic(other.user, otherLast(other.password), 'secondAccount.user:another last letter'),
        ),
      ]
    : []

/** "Wrong user or password": users that there are not, with the right password. */
export function unknownUsers({ user, password }: Credentials): Variation[] {
  const unknown: [string, string][] = [
    ['an unknown user', 'bitewing-nobody'],
    ['the user with a letter more', `${user}x`],
    ['the user with a letter less', user.slice(0, -1)],
    ['an empty user', ''],
  ]
  return unknown
    .filter(([, other], nth) => unknown.findIndex(([, earlier]) => earlier === other) === nth)
    .map(([what, other]) =>
      invalid(`${what} with the right password`, basic(other, password, `${what}:account.password`)),
    )
}

/** Headers that are no Basic credentials; the first holds the right ones under another scheme. */
export function otherSchemes({ user, password }: Credentials): Variation[] {
  const { value } = basic(user, password, '')
  return [
    invalid('the right credentials under the scheme Bearer', {
      value: value.replace('Basic', 'Bearer'),
      shown: 'Bearer [redacted:account.user:account.password]',
    }),
    invalid('Basic credentials that are not base64', {
      value: 'Basic %%%not*base64%%%',
      shown: 'Basic %%%not*base64%%%',
    }),
  ]
}
