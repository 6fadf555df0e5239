import { usageError } from './usage-error.ts'

/** What an error of listening means for whoever chose the port; any other error as it is. */
export function portFault(error: unknown, port: number | undefined): unknown {
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE') return usageError('--port', `${port} is in use`, 'Without --port a free one is taken')
  if (code === 'EACCES') return usageError('--port', `${port} needs more rights than this user has`)
  return error
}
