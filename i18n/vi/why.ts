/** Words in Vietnamese: why. */
export const whyVi = {} as const;
