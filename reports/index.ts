import type { Format } from './model.ts'

/** What `--report` takes, by name. A run loads the writers that it uses. */
export const formats = {
  html: { file: 'report.html', writer: async () => (await import('./html.ts')).html },
  json: { file: 'report.json', writer: async () => (await import('./json.ts')).json },
  junit: { file: 'junit.xml', writer: async () => (await import('./junit.ts')).junit },
  ctrf: { file: 'ctrf-report.json', writer: async () => (await import('./ctrf.ts')).ctrf },
  sarif: { file: 'bitewing.sarif', writer: async () => (await import('./sarif.ts')).sarif },
  har: { file: 'exchanges.har', writer: async () => (await import('./har.ts')).har },
  markdown: { file: 'summary.md', writer: async () => (await import('./markdown.ts')).markdown },
  csv: { file: 'requirements.csv', writer: async () => (await import('./csv.ts')).csv },
  allure: { folder: 'allure-results', writer: async () => (await import('./allure.ts')).allure },
  openapi: { folder: 'openapi', documents: true, writer: async () => (await import('./openapi.ts')).openapi },
  badge: { file: 'badge.svg', writer: async () => (await import('./badge.ts')).badge },
} satisfies Record<string, Format>
