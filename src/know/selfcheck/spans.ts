/** The spans that are offered as answers; nobody has to type a duration. */
export const STANDSTILLS = ['PT1H', 'PT4H', 'PT8H', 'P1D', 'P3D', 'P7D'] as const;
export const HOLDS = ['PT0S', 'PT4H', 'P1D', 'P3D', 'P7D', 'unknown'] as const;
export const RESTORES = ['PT4H', 'P1D', 'P3D', 'P7D', 'unknown'] as const;
export const isOneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined => all.find((one) => one === text);
