import type { Context } from 'hono'

export const POLICY = 'content-security-policy'
export const NOTHING = "default-src 'none'; frame-ancestors 'none'"

/** A page under the policy that stands in it, which allows its own script and style alone. */
export function page(context: Context, markup: string): Response | Promise<Response> {
  const [, policy = NOTHING] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(markup) ?? []
  return context.html(markup, 200, { [POLICY]: `${policy}; frame-ancestors 'none'` })
}
