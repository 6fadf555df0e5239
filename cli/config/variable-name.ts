/**
 * `maxTime` is `BITEWING_MAX_TIME`, `account.companyId` is `BITEWING_ACCOUNT_COMPANY_ID`.
 *
 * @param prefix what the name begins with
 */
export const variableName = (path: readonly string[], prefix = 'BITEWING') =>
  [prefix, ...path]
    .map((key) =>
      key
        .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
        .replace(/[^A-Za-z0-9]+/g, '_')
        .toUpperCase(),
    )
    .join('_')
