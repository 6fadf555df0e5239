import type { Credentials } from './api.ts'

/** Credentials that the vendor does not accept: passwords near to the right one and far from it, and another user. */
export function wrongLogins({ username, password }: Credentials): (Credentials & { what: string })[] {
  const wrong = [
    { what: 'another password', username, password: INVENTED.wrong },
    { what: 'the password with a letter more', username, password: `${password}x` },
    { what: 'the password in the other case', username, password: swapCase(password) },
    { what: 'another user name', username: `${username}x`, password },
  ]
  return wrong.filter((one) => one.username !== username || one.password !== password)
}

/** Passwords that the suite makes up. They are no secrets, and no answer may hold them all the same. */
export const INVENTED = {
  wrong: 'Bitewing-Not-The-Password',
  /** What a user's password is changed to at the vendor. */
  changed: 'Bitewing-Changed-Password',
  changedAgain: 'Bitewing-Password-Changed-Again',
}

export const swapCase = (text: string): string =>
  [...text].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join('')
