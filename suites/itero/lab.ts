import { acceptsLevels } from './levels.ts'
import { refusesFaults } from './rule.ts'

// "Caller should provide an account number of a resto lab (LabId) that is related to the clinic account", and so on.
export const restoMapWithRestoLab = acceptsLevels('ITERO-LAB-01', 'createNewOrder', [
  ['a resto map with a resto lab of the clinic', 'sendTo', 'restoLab'],
])
export const orthoMapWithOrthoLab = acceptsLevels('ITERO-LAB-02', 'createNewOrder', [
  ['an ortho map with an ortho lab of the clinic', 'sendTo', 'orthoLab'],
])

/** "Map IDs that have a lab require an ID in this field." */
export const restoMapNeedsLab = refusesFaults('ITERO-LAB-03', 'createNewOrder')
export const orthoMapNeedsLab = refusesFaults('ITERO-LAB-04', 'createNewOrder')
export const labIsNotLeftOut = refusesFaults('ITERO-LAB-05', 'createNewOrder')

/** "Pass null if lab is not required." */
export const chairsideWithoutLab = acceptsLevels('ITERO-LAB-06', 'createNewOrder', [
  ['a chairside map with labId null', 'sendTo', 'chairside'],
])
export const midcWithoutLab = acceptsLevels('ITERO-LAB-07', 'createNewOrder', [
  ['a midc_only map with labId null', 'sendTo', 'midc_only'],
])
export const noLabInvolved = acceptsLevels('ITERO-LAB-08', 'createNewOrder', [
  ['an N/A map with labId null', 'sendTo', 'N/A'],
])
/** "Caller should pass null in LabId" */
export const labWhereNoneIsTaken = refusesFaults('ITERO-LAB-09', 'createNewOrder')

export const wrongKindOfLab = refusesFaults('ITERO-LAB-10', 'createNewOrder')
export const unrelatedLab = refusesFaults('ITERO-LAB-11', 'createNewOrder')
export const unknownLab = refusesFaults('ITERO-LAB-12', 'createNewOrder')
