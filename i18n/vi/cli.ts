/** Words in Vietnamese: cli. */
export const cliVi = {} as const;
