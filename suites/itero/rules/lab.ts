import { accepts, refuses } from '../rule.ts'

/** Which maps need a lab, and which lab they need. */
export const rules = {
  // "Caller should provide an account number of a resto lab (LabId) that is related to the clinic account", and so on.
  'ITERO-LAB-01': accepts('createNewOrder', [['a resto map with a resto lab of the clinic', 'sendTo', 'restoLab']]),
  'ITERO-LAB-02': accepts('createNewOrder', [['an ortho map with an ortho lab of the clinic', 'sendTo', 'orthoLab']]),
  /** "Map IDs that have a lab require an ID in this field." */
  'ITERO-LAB-03': refuses('createNewOrder'), // resto map needs lab
  'ITERO-LAB-04': refuses('createNewOrder'), // ortho map needs lab
  'ITERO-LAB-05': refuses('createNewOrder'), // lab is not left out
  /** "Pass null if lab is not required." */
  'ITERO-LAB-06': accepts('createNewOrder', [['a chairside map with labId null', 'sendTo', 'chairside']]),
  'ITERO-LAB-07': accepts('createNewOrder', [['a midc_only map with labId null', 'sendTo', 'midc_only']]),
  'ITERO-LAB-08': accepts('createNewOrder', [['an N/A map with labId null', 'sendTo', 'N/A']]),
  /** "Caller should pass null in LabId" */
  'ITERO-LAB-09': refuses('createNewOrder'), // lab where none is taken
  'ITERO-LAB-10': refuses('createNewOrder'), // wrong kind of lab
  'ITERO-LAB-11': refuses('createNewOrder'), // unrelated lab
  'ITERO-LAB-12': refuses('createNewOrder'), // unknown lab
}
