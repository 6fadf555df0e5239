export function buildReportPage(outDir: string): Promise<void>
export function reportPage(): Promise<string>
