import { createRandom } from '../random.ts'

export interface Clinic {
  id: string
  name: string
}

export interface Clinician {
  id: number
  name: string
}

export interface Treatment {
  id: number
  name: string
  minutes: number
}

/** A clinician does a treatment at a clinic; `bookable` where free times are ever given to it. */
export interface Offer {
  clinicID: string
  clinicianID: number
  treatmentID: number
  bookable: boolean
}

/** Who does what where. Every relation between the three is read from `offers`, so that all of them agree. */
export interface Practice {
  clinics: readonly Clinic[]
  clinicians: readonly Clinician[]
  treatments: readonly Treatment[]
  offers: readonly Offer[]
}

export interface PracticeSize {
  clinics: number
  clinicians: number
  treatments: number
}

const PLACES = ['Ängsbro', 'Vikstrand', 'Åbyholm', 'Norrvalla', 'Östervalla']
const TREATMENTS: readonly [name: string, minutes: number][] = [
  ['Akutbesök', 30],
  ['Undersökning', 45],
  ['Röntgen', 15],
  ['Lagning', 60],
  ['Tandsten', 20],
  ['Tandhygienist', 30],
  ['Rotfyllning', 90],
  ['Blekning', 60],
  ['Kontroll barn', 20],
  ['Remiss tandreglering', 45],
]
const TREATMENT_NAMES = TREATMENTS.map(([name]) => name)

export interface PracticeRules {
  /** The ID of the clinic at the index, given a fresh GUID. */
  clinicID(index: number, guid: string): string
}

/**
 * A practice of the given size; the seed decides the clinics' GUIDs.
 *
 * So that every filter makes a difference: a clinician works at one clinic or two and does not do all treatments at
 * both, no clinic has everyone or offers everything, and free times are missing altogether at the last clinic, for the
 * last clinician and the last treatment, and here and there for a single clinician's treatment at one clinic.
 */
export function createPractice(size: PracticeSize, seed: number, rules: PracticeRules): Practice {
  const random = createRandom(seed)
  const clinics = range(size.clinics).map((i) => ({
    id: rules.clinicID(i, random.guid()),
    name: `Testkliniken ${nth(PLACES, i)}`,
  }))
  // The IDs leave gaps, and a clinician's is never a treatment's, so that an ID in the wrong place fits nothing.
  const clinicians = range(size.clinicians).map((i) => ({ id: 3 + 4 * i, name: `Testtandläkare ${i + 1}` }))
  const treatments = range(size.treatments).map((i) => ({
    id: 2 + 4 * i,
    name: nth(TREATMENT_NAMES, i),
    minutes: TREATMENTS[i % TREATMENTS.length]![1],
  }))
  const offers = clinicians.flatMap((clinician, i) =>
    workplaces(i, size.clinics).flatMap(({ clinic, isHome }) =>
      skills(i, isHome, size.treatments).map((treatment) => ({
        clinicID: clinics[clinic]!.id,
        clinicianID: clinician.id,
        treatmentID: treatments[treatment]!.id,
        bookable:
          !isLast(clinic, size.clinics) &&
          !isLast(i, size.clinicians) &&
          !isLast(treatment, size.treatments) &&
          (i + treatment + clinic) % 7 !== 6,
      })),
    ),
  )
  return { clinics, clinicians, treatments, offers }
}

/** Two of three clinicians work at a second clinic too. */
function workplaces(clinician: number, clinics: number): { clinic: number; isHome: boolean }[] {
  const home = clinician % clinics
  const second = (clinician + 1 + Math.floor(clinician / clinics)) % clinics
  const places = [{ clinic: home, isHome: true }]
  if (clinician % 3 !== 2 && second !== home) places.push({ clinic: second, isHome: false })
  return places
}

/** At the second clinic one of the home clinic's treatments is done, and one other. */
function skills(clinician: number, isHome: boolean, treatments: number): number[] {
  const steps = isHome ? [0, 2, 5] : [2, 3]
  return [...new Set(steps.map((step) => (clinician + step) % treatments))]
}

/** Whether the index is the last of several. */
function isLast(index: number, count: number): boolean {
  return count > 1 && index === count - 1
}

/** The name at the index; beyond the list the names come again, numbered. */
function nth(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length)
  return names[index % names.length]! + (round > 0 ? ` ${round + 1}` : '')
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
