import { provesTraffic } from './support/opus-watched.ts'

provesTraffic(/-0[1-6]$/)
