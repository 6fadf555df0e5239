/** What the server says against a request, in words for people. */
class Refused extends Error {}

/** Asks the server; with a body it is a POST. */
export async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: JSON_TYPE }
  const response = await fetch(path, request).catch(() => {
    throw new Refused('The server does not answer.')
  })
  const text = await response.text()
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  throw new Refused(isJson ? (JSON.parse(text) as { error: string }).error : text)
}

const JSON_TYPE = { 'content-type': 'application/json' }
