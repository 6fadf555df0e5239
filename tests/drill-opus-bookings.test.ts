import { provesFaults } from './support/opus-drilled.ts'

// Bookings that are moved and listed, and answers that are written otherwise.
provesFaults(/-(27|28|30)$/)
