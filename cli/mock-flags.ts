import type { RateLimit } from '../engine/target.ts'

/** Options of `bitewing mock`. */
export interface MockFlags {
  port?: number
  defect?: string[]
  variant?: string[]
  listDefects?: true
  listVariants?: true
  json?: true
  seed?: number
  rateLimit?: RateLimit
  clock?: 'real' | 'virtual'
  printConfig?: true
  situation?: string
}
