export function buildPages(outDir: string): Promise<void>
export function reportPage(): Promise<string>
export function fleetPage(): Promise<string>
