import type { paths } from '../../openapi/types/itero.ts'
import type { Contract } from '../interaction.ts'
import { maps } from './maps.ts'
import { orders } from './orders.ts'
import { refusals } from './refusals.ts'

/** What a client of the iTero scanning tool relies on. */
export const contract: Contract<paths> = { provider: 'itero', interactions: [...maps, ...orders, ...refusals] }
