import type { Credentials } from './api.ts'

/** Credentials that the vendor does not accept: passwords near to the right one and far from it, and another user. */
export function wrongLogins({ username, password }: Credentials): (Credentials & { what: string })[] {
  const wrong = [
    { what: 'another password', username, password: INVENTED.wrong },
    ...nearMisses(password).map(({ how, value }) => ({ what: `the password ${how}`, username, password: value })),
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

/** In the middle: the last letter of a token in base64 may have bits that say nothing. */
const otherLetter = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1)

/** What is nearly a secret, and is none. */
export const nearMisses = (secret: string): { how: string; value: string }[] =>
  [
    { how: 'with a letter more', value: `${secret}x` },
    { how: 'without its last letter', value: secret.slice(0, -1) },
    { how: 'in the other case', value: swapCase(secret) },
    { how: 'with another letter in it', value: otherLetter(secret, Math.floor(secret.length / 2)) },
  ].filter(({ value }) => value !== '' && value !== secret)

export const swapCase = (text: string): string =>
  [...text].map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join('')
