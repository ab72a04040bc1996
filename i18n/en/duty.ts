import type { dutyVi } from '../vi/duty.js';

/** Words in English: duty. */
export const dutyEn: Record<keyof typeof dutyVi, string> = {
  'problem.FIGURE_REQUIRED': 'The figure “{label}” is missing.',
  'problem.FIGURE_SIZE':
    '“{label}”: {value} is not a usable number; the greatest is {bound}, a greater one needs a greater unit of measure.',
  'problem.FIGURE_INTEGER': '“{label}”: {value} must be a whole number.',
  'problem.FIGURE_RANGE': '“{label}”: {value} must be {sign} {bound}.',
  'problem.FIGURE_RATIO': '“{label}”: {value} is given, but its parts make {expected}.',
  'problem.NIL_WITH_FIGURES': 'A nil return has no figures, but “{label}” is {value}.',
  'problem.NARRATIVE_REQUIRED': 'The section “{label}” is not written.',
  'bound.atLeast': '{value} {unit} or more',
  'bound.moreThan': 'more than {value} {unit}',
  'bound.atMost': 'at most {value} {unit}',
  'bound.lessThan': 'less than {value} {unit}',
  'bound.equal': '{value} {unit}',
  'bound.range': 'from {value} to {max} {unit}',
  'bound.maintain': 'keep {value} {unit}',
  'bound.approx': 'about {value} {unit}',
  'bound.yesNo': 'yes or no: {unit}',
  'why.WHY_TARGET_MET': 'Met: {value} {unit}.',
  'why.WHY_TARGET_SHORT': '{value} {unit} reached, {short} short of {bound}.',
  'why.WHY_TARGET_OVER': '{value} {unit} reached, {over} over {bound}.',
  'why.WHY_TARGET_AT_BOUND': '{bound} {unit} reached exactly, which is not beyond it.',
  'why.WHY_TARGET_NOT_YES': 'Not done.',
  'why.WHY_TARGET_NOT_NO': 'It occurred, though it was not to.',
  'why.WHY_TARGET_NO_FIGURE': 'No figure has been reported.',
  'why.WHY_TARGET_NOTHING_TO_DIVIDE': 'The denominator is 0, so there is no share to tell.',
};
