import type { Exchange } from './exchange.ts'

export const status = (exchange: Exchange): number | undefined => exchange.response?.status
/** Any 2xx counts as accepted. */
export const isAccepted = (exchange: Exchange): boolean => Math.floor((status(exchange) ?? 0) / 100) === 2

export const isRedirect = (exchange: Exchange): boolean => Math.floor((status(exchange) ?? 0) / 100) === 3

/** Why the body of an answer is not whole, and nothing can be said of what it holds; undefined where it is. */
export function notWhole({ response, notes }: Exchange): string | undefined {
  return response?.truncated ? (notes?.at(-1) ?? 'the answer is not whole') : undefined
}

/** What came, in words: `201 with {"orderId":…}`, or why there is no answer. */
export function came(exchange: Exchange, excerpt = 120): string {
  if (exchange.error) return `no answer (${exchange.error.kind}: ${exchange.error.message})`
  const body = exchange.response?.body.replace(/\s+/g, ' ').trim() ?? ''
  const shown = body.length > excerpt ? `${body.slice(0, excerpt)}…` : body
  const location = exchange.response?.headers.location
  return [
    `${status(exchange)}${shown === '' ? ' without a body' : ` with ${shown}`}`,
    ...(location !== undefined && isRedirect(exchange) ? [` and Location ${location}`] : []),
    ...(exchange.response?.truncated ? [` (${notWhole(exchange)})`] : []),
  ].join('')
}
