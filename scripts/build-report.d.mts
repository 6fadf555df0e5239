export function buildPages(outDir: string): Promise<void>
export function reportPage(): Promise<string>
