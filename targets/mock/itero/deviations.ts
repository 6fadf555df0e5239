import type { Defect, Variant } from '../deviation.ts'
import type { Behaviour } from './behaviour.ts'

export type IteroDefect = Defect<Behaviour>
export type IteroVariant = Variant<Behaviour>
