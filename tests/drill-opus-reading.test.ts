import { provesFaults } from './support/opus-drilled.ts'

// What is read, booked and reported where all goes well.
provesFaults(/-(20|21|22)$/)
