/** Paths of the operations by which states are brought about, as the documents have them. */
export const CREATE = '/api/v1/order/create-new-order'
export const MAPS = '/api/v1/presets/available-procedure-maps'
export const BOOKING = '/api/v1/booking'
export const PATIENT = '/api/v1/patient'
export const TIMESLOT = '/api/v1/timeslot'
export const TREATMENT = '/api/v1/treatment'
export const PUSH = '/api/v1/push/shining-3d'
