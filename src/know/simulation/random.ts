import type { CostPerHour, Estimate } from '../model/model.ts';

/** A seeded stream of numbers in (0, 1): sfc32 (Doty-Humphrey), started from the name of what is drawn, so that variants of a comparison draw the same. */
export function stream(seed: number, name: string): () => number {
  let h = 2166136261 ^ seed;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
  let [a, b, c, d] = [h, seed | 0, name.length, 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/**
 * One number in (0, 1) per run, exactly one in each of `runs` equal steps, in shuffled order (Latin hypercube sampling, McKay et al.
 * 1979): percentiles settle with far fewer runs than with free numbers.
 */
export function strata(seed: number, name: string, runs: number): Float64Array {
  const next = stream(seed, name);
  const out = new Float64Array(runs);
  for (let i = 0; i < runs; i++) {
    const j = Math.floor(next() * (i + 1));
    out[i] = out[j] ?? 0;
    out[j] = (i + next()) / runs;
  }
  return out;
}

/** PERT with λ = 4: a beta distribution over best … worst. */
const LAMBDA = 4;
const GRID = 1024;

/** Values at equal steps of probability, by integrating the density; drawn by interpolation. */
export function pertQuantiles({ best, likely, worst }: Pick<Estimate, 'best' | 'likely' | 'worst'>): Float64Array | null {
  const range = worst - best;
  if (range <= 0) return null;
  const alpha = 1 + (LAMBDA * (likely - best)) / range;
  const beta = 1 + (LAMBDA * (worst - likely)) / range;
  const cells = 4 * GRID;
  const sum = new Float64Array(cells + 1);
  for (let i = 0; i < cells; i++) {
    const x = (i + 0.5) / cells;
    sum[i + 1] = (sum[i] ?? 0) + x ** (alpha - 1) * (1 - x) ** (beta - 1);
  }
  const total = sum[cells] ?? 1;
  const out = new Float64Array(GRID + 1);
  let at = 0;
  for (let q = 0; q <= GRID; q++) {
    const wanted = (q / GRID) * total;
    while (at < cells && (sum[at + 1] ?? 0) < wanted) at++;
    const [low, high] = [sum[at] ?? 0, sum[at + 1] ?? total];
    const within = high > low ? (wanted - low) / (high - low) : 0;
    out[q] = best + range * Math.min(1, (at + within) / cells);
  }
  return out;
}

export function quantile(table: Float64Array, u: number): number {
  const place = u * GRID;
  const at = Math.floor(place);
  const low = table[at] ?? 0;
  return low + (place - at) * ((table[at + 1] ?? low) - low);
}

/** Inverse of the normal distribution (Acklam's rational approximation, relative error < 1.2e-9). */
export function normalQuantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const poly = (k: readonly number[], x: number) => k.reduce((sum, one) => sum * x + one, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(c, q) / (poly(d, q) * q + 1);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  const r = q * q;
  return (poly(a, r) * q) / (poly(b, r) * r + 1);
}

const Z95 = 1.6448536269514722;

/** A cost per hour at probability `u`: lognormal with low and high as 5 % and 95 % points; the likely value where that is no distribution. */
export function costAt({ low, likely, high }: CostPerHour, u: number): number {
  if (low <= 0 || high <= low) return likely;
  const mu = (Math.log(low) + Math.log(high)) / 2;
  const sigma = (Math.log(high) - Math.log(low)) / (2 * Z95);
  return Math.exp(mu + sigma * normalQuantile(u));
}

/** The value at a share of sorted numbers (nearest rank). */
export const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
