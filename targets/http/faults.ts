import type { ExchangeError } from '../../engine/exchange.ts'

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/
const RESET = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ETIMEDOUT)$/
/** What undici and node say of what they were given, and of connections that are closed here. */
const OURS = /^(ERR_INVALID_|ERR_UNESCAPED_|UND_ERR_(INVALID_|NOT_SUPPORTED|REQ_|DESTROYED|CLOSED))/

const codeOf = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? ''

/** What went wrong on the wire; undefined for what went wrong here. */
export function kindOf(error: unknown): ExchangeError['kind'] | undefined {
  const code = codeOf(error)
  // Of undici's, with the code of a wrong argument: the proxy lets nothing through.
  if (/^Proxy /.test((error as Error).message)) return 'unreachable'
  if (UNREACHABLE.test(code)) return 'unreachable'
  if (RESET.test(code)) return 'reset'
  const isOurs = OURS.test(code) || (code === '' && (error as Error).name !== 'HTTPParserError')
  return isOurs ? undefined : 'protocol'
}

/** @throws the error itself where it is one of ours: that is no evidence about a target. */
export function explained(error: unknown): ExchangeError {
  const kind = kindOf(error)
  if (kind === undefined) throw error
  const [code, { message }] = [codeOf(error), error as Error]
  return { kind, message: message.includes(code) ? message : `${message} (${code})` }
}
