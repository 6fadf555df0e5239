import { DAY, formatTime, isWorkingDay, midnight, monthOf, type WallMinutes, weekday } from './calendar.ts'
import type { Practice, Treatment } from './practice.ts'

/** A free time: a clinician's, at a clinic, for one treatment. */
export interface Slot {
  start: WallMinutes
  end: WallMinutes
  /** `YYYY-MM-DDTHH:MM:SS`, written once for the many times that a slot is listed. */
  startText: string
  endText: string
  clinicID: string
  clinicianID: number
  treatmentID: number
}

/** A stretch of a clinician's day that is free, and the treatment that it was cut for. */
export interface Gap {
  start: WallMinutes
  treatment: Treatment
  /** All treatments that the clinician does there and gives free times to. */
  treatments: readonly Treatment[]
}

/** What a gap is offered as. */
export interface Opening {
  start: WallMinutes
  treatment: Treatment
}

export interface ScheduleRules {
  openingsIn(gap: Gap): readonly Opening[]
  /** When a slot ends that starts then and takes so many minutes. */
  slotEnd(start: WallMinutes, minutes: number): WallMinutes
}

/** The clinics' free times as they were when nobody had booked anything, without regard to what is past. */
export interface Schedule {
  /** Those that start in a month, by their start; month 13 is the next year's first. Made when first asked for, the same each time. */
  month(year: number, month: number): readonly Slot[]
}

const OPENS = 8 * 60
const LUNCH = 12 * 60
const LUNCH_ENDS = 13 * 60
const CLOSES = 17 * 60
/** The first clinic is on duty every day, with times around midnight. */
const DUTY_TIMES = [0, 18 * 60, 20 * 60, 23 * 60 + 30]
const DUTY_MINUTES = 30
/** One appointment of so many is free, in working hours and on duty. */
const ODDS = 8
const DUTY_ODDS = 2

/** A clinician at a clinic, where free times are given. */
interface Post {
  clinicID: string
  clinicianID: number
  treatments: readonly Treatment[]
  /** 1 for Monday. */
  weekdays: readonly number[]
}

export function createSchedule(practice: Practice, seed: number, rules: ScheduleRules): Schedule {
  const posts = postsOf(practice)
  const duty = posts
    .filter(({ clinicID }) => clinicID === practice.clinics[0]?.id)
    .map((post) => ({ ...post, treatments: post.treatments.filter(({ minutes }) => minutes <= DUTY_MINUTES) }))
    .filter(({ treatments }) => treatments.length > 0)
  const months = new Map<number, readonly Slot[]>()

  /** About one in `odds` is free; the same answer for the same seed, clinician and start. */
  function isFree(post: Post, start: WallMinutes, odds: number): boolean {
    let hash = Math.imul(seed + 0x9e37, 0x85ebca6b) ^ Math.imul(post.clinicianID, 0xc2b2ae35) ^ start
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
    return ((hash ^ (hash >>> 15)) >>> 0) % odds === 0
  }

  function addSlots(slots: Slot[], post: Post, start: WallMinutes, treatment: Treatment): void {
    for (const opening of rules.openingsIn({ start, treatment, treatments: post.treatments })) {
      const end = rules.slotEnd(opening.start, opening.treatment.minutes)
      slots.push(slotOf(post, opening.start, end, opening.treatment.id))
    }
  }

  /** The day in appointments from opening to closing, one treatment after the other; most are taken. */
  function addWorkingHours(slots: Slot[], post: Post, date: WallMinutes): void {
    let time = OPENS
    for (let turn = date / DAY; ; turn++) {
      const treatment = post.treatments[turn % post.treatments.length]!
      if (time < LUNCH_ENDS && time + treatment.minutes > LUNCH) time = LUNCH_ENDS
      if (time + treatment.minutes > CLOSES) return
      if (isFree(post, date + time, ODDS)) addSlots(slots, post, date + time, treatment)
      time += treatment.minutes
    }
  }

  /** On the first and last day of a month all of them are free, so that every month has slots right at its edges. */
  function addDutyHours(slots: Slot[], date: WallMinutes, isEdge: boolean): void {
    for (const [index, time] of DUTY_TIMES.entries()) {
      const turn = date / DAY + index
      const post = duty[turn % duty.length]!
      const treatment = post.treatments[turn % post.treatments.length]!
      if (isEdge || isFree(post, date + time, DUTY_ODDS)) addSlots(slots, post, date + time, treatment)
    }
  }

  function slotsOf(year: number, month: number): Slot[] {
    const slots: Slot[] = []
    const first = midnight(year, month)
    const next = midnight(year, month + 1)
    for (let date = first; date < next; date += DAY) {
      if (isWorkingDay(date)) {
        const day = weekday(date)
        for (const post of posts) if (post.weekdays.includes(day)) addWorkingHours(slots, post, date)
      }
      if (duty.length > 0) addDutyHours(slots, date, date === first || date + DAY === next)
    }
    return slots.sort((a, b) => a.start - b.start)
  }

  return {
    month(year, month) {
      const key = year * 12 + month
      let slots = months.get(key)
      if (!slots) {
        slots = slotsOf(year, month)
        months.set(key, slots)
      }
      return slots
    },
  }
}

/** The slots that start at `start` or later and before `end`, soonest first. */
export function* slotsBetween(schedule: Schedule, start: WallMinutes, end: WallMinutes): Generator<Slot> {
  const { year, month } = monthOf(start)
  for (let ahead = 0; midnight(year, month + ahead) < end; ahead++)
    for (const slot of schedule.month(year, month + ahead)) if (slot.start >= start && slot.start < end) yield slot
}

/** A slot with its texts. */
export function slotOf(
  { clinicID, clinicianID }: { clinicID: string; clinicianID: number },
  start: WallMinutes,
  end: WallMinutes,
  treatmentID: number,
): Slot {
  return { start, end, startText: formatTime(start), endText: formatTime(end), clinicID, clinicianID, treatmentID }
}

/** What a list of slots, clinics, clinicians or treatments is narrowed by. */
export interface Filter {
  clinicID?: string
  clinicianID?: number
  treatmentID?: number
}

/** Whether an offer, or a slot, is of all that the filter names. */
export const isOffered = (one: Required<Filter>, { clinicID, clinicianID, treatmentID }: Filter): boolean =>
  (clinicID === undefined || clinicID === one.clinicID) &&
  (clinicianID === undefined || clinicianID === one.clinicianID) &&
  (treatmentID === undefined || treatmentID === one.treatmentID)

export function isSameSlot(a: Slot, b: Slot): boolean {
  return (
    a.start === b.start &&
    a.clinicID === b.clinicID &&
    a.clinicianID === b.clinicianID &&
    a.treatmentID === b.treatmentID
  )
}

/** Whether the same clinician would have to be in two treatments at once. */
export function overlaps(a: Slot, b: Slot): boolean {
  return a.clinicianID === b.clinicianID && a.start < b.end && b.start < a.end
}

/** Every clinician's clinics, each on weekdays of its own, so that nobody is at two clinics in one day. */
function postsOf({ clinics, clinicians, treatments, offers }: Practice): Post[] {
  return clinicians.flatMap((clinician, index) => {
    const own = offers.filter(({ clinicianID, bookable }) => bookable && clinicianID === clinician.id)
    const places = clinics.filter(({ id }) => own.some(({ clinicID }) => clinicID === id))
    return places.map((clinic, place) => ({
      clinicID: clinic.id,
      clinicianID: clinician.id,
      treatments: treatments.filter(({ id }) =>
        own.some(({ clinicID, treatmentID }) => clinicID === clinic.id && treatmentID === id),
      ),
      weekdays: [1, 2, 3, 4, 5].filter((day) => (day + index) % Math.max(2, places.length) === place),
    }))
  })
}
