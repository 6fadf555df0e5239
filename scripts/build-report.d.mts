export function buildReportPages(outDir: string): Promise<void>
export function reportPage(main?: string, look?: string): Promise<string>
