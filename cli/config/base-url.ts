import { isThisMachine } from '../../engine/this-machine.ts'

/**
 * Checks a URL that requests are sent to. Credentials in it are refused, because it is printed and written in many
 * places; so are other schemes, and a query or fragment, to which no path can be joined.
 *
 * @returns undefined where it will do; otherwise what was expected, and the text with its credentials and query cut.
 */
export function urlFault(text: string): { expected: string; shown: string } | undefined {
  const shown = JSON.stringify(text.replace(/[^/\s]*@/, '…@').replace(/[?#].*$/s, '?…'))
  if (!URL.canParse(text)) return { expected: 'a URL such as http://127.0.0.1:8080', shown }
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { expected: 'an http or https URL', shown }
  if (url.username || url.password) return { expected: 'a URL without user and password in it', shown }
  if (url.search || url.hash) return { expected: 'a URL without query and fragment', shown }
  return undefined
}

/** A URL as targets carry it: as requests will have it, without a slash at the end. */
export const normalized = (url: string) => new URL(url).href.replace(/\/+$/, '')

/** Whether a URL's host is this machine. */
export const isLoopback = (url: string): boolean => isThisMachine(new URL(url).hostname)
