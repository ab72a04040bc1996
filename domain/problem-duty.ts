/** Problems of commands on duties and issued plans, with the status each answers with. */
export const dutyProblems = {
  DUTY_NOT_FOUND: 404,
  ALREADY_DECIDED: 409,
  STATE_NOT_ALLOWED: 409,
  PLAN_NOT_ACTIVE: 409,
  REASON_REQUIRED: 422,
  VALUE_REQUIRED: 422,
  PRODUCT_INCOMPLETE: 422,
  NIL_NOT_ALLOWED: 422,
  REVISION_CHANGED: 412,
  COMMAND_QUARANTINED: 500,
  LANE_STOPPED: 503,
} as const;
