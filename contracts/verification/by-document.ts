import type { Loaded } from '../../derive/compat.ts'
import { operationAt } from '../../derive/mock/paths.ts'
import { idOf } from '../../derive/rows.ts'
import { type Auth, credentialsOf } from '../../derive/wire.ts'
import type { Target } from '../../engine/target.ts'
import type { ProfileParts } from './states/arranger.ts'

/**
 * What verification knows by an OpenAPI document alone: its operations, and which credentials each of them takes. States
 * are the provider's.
 */
export function partsByDocument({ api }: Loaded, { profile, baseUrl, settings, rateLimit }: Target): ProfileParts {
  const given = (id: string | undefined) => {
    const operation = api.operations.find((one) => one.id === id)
    return operation && credentialsOf(api, operation, (settings.auth ?? {}) as Auth)
  }
  // As in a run: a base URL with a path of its own is taken to be where the operations' paths begin.
  const isBare = new URL(baseUrl).pathname === '/'
  return {
    operationOf(method, path) {
      const operation = operationAt(api, method.toUpperCase(), path)?.operation
      return (
        operation && {
          operationId: operation.id,
          template: operation.path,
          requirementsOf: () => [idOf(profile, operation, 'status', 'documented')],
        }
      )
    },
    prefixOf: (path) => (isBare && !path.startsWith(`${api.basePath}/`) ? api.basePath : ''),
    arranger: () => ({ own: {}, otherwise: {} }),
    sign: '/',
    credentials: (_, operation) =>
      Object.fromEntries(Object.entries(given(operation)?.headers ?? {}).map(([name, { value }]) => [name, value])),
    queryCredentials: (operation) => given(operation)?.query ?? {},
    ...(rateLimit ? { limit: { documented: rateLimit, counted: rateLimit.operations ?? [], unused: '' } } : {}),
  }
}
