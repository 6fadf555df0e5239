/** `maxTime` is `BITEWING_MAX_TIME`, `account.companyId` is `BITEWING_ACCOUNT_COMPANY_ID`. */
export const variableName = (path: readonly string[]) =>
  ['BITEWING', ...path.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase())].join('_')
