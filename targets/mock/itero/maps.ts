/** The appendix's five "Send To Options". */
export type SendTo = 'restoLab' | 'orthoLab' | 'chairside' | 'midc_only' | 'N/A'

/** An entry of "Get Available Procedure Maps": a trio of procedure, type and send-to, and its number. */
export interface ProcedureMap {
  procedureMapId: number
  description: string
  note: string | null
  caseType: string | null
  procedure: string
  /** `NA` where the procedure is used without a type. */
  type: string | null
  sendTo: SendTo
}

/** IDs of the document's six common examples. */
export const COMMON_EXAMPLES: readonly number[] = [1, 4, 30, 41, 83, 85]

/** ID, procedure, type, send-to. */
type Trio = readonly [number, string, string, SendTo]

const TRIOS: readonly Trio[] = [
  [1, 'Study Model - iRecord', 'NA', 'orthoLab'],
  [2, 'Study Model - iRecord', 'Ortho Model/iCast', 'orthoLab'],
  [3, 'Study Model - iRecord', 'Ortho Model/iCast', 'chairside'],
  [4, 'Invisalign', 'Invisalign First Aligners', 'N/A'],
  [5, 'Invisalign', 'Invisalign Aligners', 'N/A'],
  [6, 'Invisalign', 'Vivera Retainer', 'N/A'],
  [7, 'Invisalign', 'Invisalign First Palatal Expander', 'N/A'],
  [8, 'Invisalign', 'Invisalign Retainer', 'midc_only'],
  [12, 'Study Model - iRecord', 'NA', 'midc_only'],
  [30, 'Fixed Restorative', 'NA', 'restoLab'],
  [31, 'Fixed Restorative', 'NA', 'chairside'],
  [32, 'Fixed Restorative', 'NA', 'midc_only'],
  [33, 'Fixed Restorative', 'NA', 'N/A'],
  [41, 'Appliance', 'NA', 'orthoLab'],
  [42, 'Appliance', 'Night guard', 'restoLab'],
  [43, 'Appliance', 'Night guard', 'orthoLab'],
  [44, 'Appliance', 'Bite Splint', 'restoLab'],
  [45, 'Appliance', 'Sports/Mouth guard', 'chairside'],
  [46, 'Appliance', 'Apnea/Sleep Appliance', 'restoLab'],
  [47, 'Appliance', 'Clear aligners', 'orthoLab'],
  [48, 'Appliance', 'Ortho Appliance', 'orthoLab'],
  [80, 'Denture/Removable', 'Partial Denture/Framework', 'restoLab'],
  [81, 'Denture/Removable', 'Immediate Denture', 'restoLab'],
  [82, 'Denture/Removable', 'Full Denture Tissue Based', 'chairside'],
  [83, 'Denture/Removable', 'Partial Denture/Framework', 'midc_only'],
  [84, 'Implant Planning', 'Surgical guide Tooth supported', 'restoLab'],
  [85, 'Implant Planning', 'Surgical guide Tooth supported', 'midc_only'],
  [86, 'Implant Planning', 'Surgical guide Tissue Supported', 'restoLab'],
  [87, 'Implant Planning', 'Surgical guide Bone supported', 'chairside'],
  [88, 'Denture/Removable', 'Full Denture Implant Based', 'N/A'],
]

const DESTINATION: Record<SendTo, string> = {
  restoLab: 'a restorative lab',
  orthoLab: 'an orthodontic lab',
  chairside: 'chair side',
  midc_only: 'myitero.com',
  'N/A': 'no lab',
}

/** The document gives case types no values; these name the procedure as the older field would. */
const CASE_TYPE: Record<string, string> = {
  'Study Model - iRecord': 'iRecord',
  Invisalign: 'Invisalign',
  'Implant Planning': 'Restorative',
  'Fixed Restorative': 'Restorative',
  'Denture/Removable': 'Restorative',
  Appliance: 'Orthodontic',
}

/** Thirty maps: the six common examples, all six procedures with every type, all five send-to options. */
export const defaultMaps: readonly ProcedureMap[] = TRIOS.map(([procedureMapId, procedure, type, sendTo]) => ({
  procedureMapId,
  description: `${type === 'NA' ? procedure : `${procedure}, ${type}`}, sent to ${DESTINATION[sendTo]}`,
  note: `Use for a ${procedure} case that goes to ${DESTINATION[sendTo]}`,
  caseType: CASE_TYPE[procedure]!,
  procedure,
  type,
  sendTo,
}))
