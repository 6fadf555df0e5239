import { defaultMaps, type ProcedureMap } from './maps.ts'

/** What a lab makes; some make both. */
export type LabKind = 'resto' | 'ortho'

export interface Doctor {
  user: string
  password: string
  /** The doctor's clinic. */
  companyId: number
}

export interface Clinic {
  companyId: number
  scannerSerialNumbers: readonly string[]
}

export interface Lab {
  labId: number
  kinds: readonly LabKind[]
  /** Clinics that the lab is related to. */
  companyIds: readonly number[]
}

export interface Rx {
  /** Lower case. */
  rxGuid: string
  patientGuid: string
  /** The clinic that it was made for. */
  companyId: number
}

/** What the mock holds when it starts. */
export interface IteroData {
  doctors: readonly Doctor[]
  clinics: readonly Clinic[]
  labs: readonly Lab[]
  maps: readonly ProcedureMap[]
  /** RXs that exist already, as "Scan Request" leaves them. */
  rxs: readonly Rx[]
}

export const defaultData: IteroData = {
  doctors: [
    { user: 'doctor.one@clinic.example', password: 'mock-password-one', companyId: 41001 },
    { user: 'doctor.two@clinic.example', password: 'mock-password-two', companyId: 41002 },
  ],
  clinics: [
    { companyId: 41001, scannerSerialNumbers: ['MOCK-SCANNER-0001', 'MOCK-SCANNER-0002'] },
    { companyId: 41002, scannerSerialNumbers: ['MOCK-SCANNER-0003'] },
  ],
  labs: [
    { labId: 52001, kinds: ['resto'], companyIds: [41001] },
    { labId: 52002, kinds: ['ortho'], companyIds: [41001] },
    // Both kinds, so that nothing but the missing relation can have it refused, on either kind of map.
    { labId: 52003, kinds: ['resto', 'ortho'], companyIds: [41002] },
  ],
  maps: defaultMaps,
  // The one of openapi/itero.yaml's examples.
  rxs: [
    {
      rxGuid: '7d9f1d5e-5c1b-4c39-9a51-6e0b8f6f2a10',
      patientGuid: '0b8f5c7e-93a4-4f8f-8f0e-2f3c1d4e5a60',
      companyId: 41001,
    },
  ],
}

/** The account that a run against the mock uses, in the configuration's keys; a key that the data has nothing for is left out. */
export function accountsOf(data: IteroData): Record<'account' | 'secondAccount', Record<string, unknown> | undefined> {
  const [first, second] = data.doctors
  const otherClinic = data.clinics.find((clinic) => clinic.companyId !== first?.companyId)
  const related = (kind: LabKind) =>
    data.labs.find(({ kinds, companyIds }) => kinds.includes(kind) && first && companyIds.includes(first.companyId))
  return {
    account: first && {
      ...credentialsOf(first, data),
      restoLabId: related('resto')?.labId,
      orthoLabId: related('ortho')?.labId,
      unrelatedLabId: data.labs.find((lab) => !lab.companyIds.includes(first.companyId))?.labId,
      otherCompanyId: otherClinic?.companyId,
      otherScannerSerialNumber: otherClinic?.scannerSerialNumbers[0],
    },
    secondAccount: second && credentialsOf(second, data),
  }
}

function credentialsOf(doctor: Doctor, data: IteroData): Record<string, unknown> {
  const clinic = data.clinics.find(({ companyId }) => companyId === doctor.companyId)
  return { ...doctor, scannerSerialNumber: clinic?.scannerSerialNumbers[0] }
}
